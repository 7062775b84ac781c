/** What tests share: real servers, worlds of data, the requirement report. */
package org.examhall.testkit;
