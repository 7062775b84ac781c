/** Tests of the demo LMS, which other tests trust as their platform. */
package org.examhall.demo.lms;
