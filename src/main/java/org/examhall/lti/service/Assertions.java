package org.examhall.lti.service;

import java.util.Map;

/** Signs what we say about ourselves with the key that platforms know as ours. */
@FunctionalInterface
public interface Assertions {
  /** A compact JWS of these claims, RS256, with {@code kid} and {@code typ} JWT. */
  String sign(Map<String, Object> claims);
}
