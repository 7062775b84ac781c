package org.examhall.bridge.service;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.examhall.core.consumer.Lti13Client;
import org.examhall.lti.service.ServiceScope;

/**
 * What an access token is good for.
 *
 * @param scopes only such as the platform granted
 */
public record Grant(Lti13Client client, Set<String> scopes) {
  /** Those of the wanted scopes that were granted. */
  static Grant of(Lti13Client client, Collection<String> granted, ServiceScope... wanted) {
    Set<String> scopes = new TreeSet<>();
    Stream.of(wanted).map(ServiceScope::uri).filter(granted::contains).forEach(scopes::add);
    return new Grant(client, scopes);
  }
}
