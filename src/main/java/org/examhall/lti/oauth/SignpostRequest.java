package org.examhall.lti.oauth;

import java.io.InputStream;
import java.util.Map;
import oauth.signpost.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** Method and address in the shape that signpost's signers read; it has nothing else. */
record SignpostRequest(String method, String url) implements HttpRequest {
  @Override
  public String getMethod() {
    return method;
  }

  @Override
  public String getRequestUrl() {
    return url;
  }

  @Override
  public void setRequestUrl(String other) {
    throw new UnsupportedOperationException();
  }

  /** Signpost's header writer returns the line as well as setting it; the returned one is used. */
  @Override
  public void setHeader(String name, String value) {}

  @Override
  public @Nullable String getHeader(String name) {
    return null;
  }

  @Override
  public Map<String, String> getAllHeaders() {
    return Map.of();
  }

  @Override
  public @Nullable InputStream getMessagePayload() {
    return null;
  }

  @Override
  public @Nullable String getContentType() {
    return null;
  }

  @Override
  public Object unwrap() {
    return this;
  }
}
