package org.examhall.kernel.net;

import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;

/** The clients of one identity, or of none: straight to the host, and by way of the proxy. */
record ClientPair(CloseableHttpClient direct, CloseableHttpClient proxied) {
  void close() {
    direct.close(CloseMode.IMMEDIATE);
    proxied.close(CloseMode.IMMEDIATE);
  }
}
