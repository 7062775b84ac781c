/** Tests of the servers that the demo and all other tests stand on. */
package org.examhall.demo.server;
