/** People in a browser: from the LMS's page, through NGINX with TLS, to the gradebook and back. */
package org.examhall.journey;
