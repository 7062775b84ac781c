/** Tests of the demo as a whole. */
package org.examhall.demo;
