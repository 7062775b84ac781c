package org.examhall.demo;

import java.net.URI;

/**
 * Where everything is served: three hosts, since a package must not share one with the pages, and
 * the LMS is another site.
 *
 * @param port of pages and packages, as browsers see it
 */
record Addresses(boolean https, int port, int lmsPort) {
  static final String LMS_HOST = "127.0.0.2";

  URI app() {
    return URI.create(scheme() + "://localhost:" + port);
  }

  URI content() {
    return URI.create(scheme() + "://127.0.0.1:" + port);
  }

  URI lms() {
    return URI.create("http://" + LMS_HOST + ":" + lmsPort);
  }

  private String scheme() {
    return https ? "https" : "http";
  }
}
