/**
 * The tool's side of LTI: is this message genuine, what does it say, how is a grade written back.
 * Pure computation over values; the web layer brings requests, a worker sends what is built here.
 * Must not know exams, servlets, SQL or the network.
 */
@NullMarked
package org.examhall.lti;

import org.jspecify.annotations.NullMarked;
