/** Where LMSs knock: the launch endpoint and its refusals. The only pages that know LTI. */
@NullMarked
package org.examhall.web.lti;

import org.jspecify.annotations.NullMarked;
