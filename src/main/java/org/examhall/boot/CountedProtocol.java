package org.examhall.boot;

import org.apache.coyote.http11.Http11NioProtocol;

/**
 * Tomcat's protocol, which knows how many connections are open also while new ones are refused:
 * {@link #getConnectionCount} is -1 from then on.
 */
final class CountedProtocol extends Http11NioProtocol {
  /** Connections that are open, upgraded ones among them. */
  int openConnections() {
    return getEndpoint().getConnections().size();
  }
}
