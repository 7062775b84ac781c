package org.examhall.lti.service;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.examhall.kernel.fault.Refused;

/**
 * The way through the pages of a list.
 *
 * <p>Errors: {@link ServiceReason#PAGES_ENDLESS} for a page seen before or one too many, {@link
 * ServiceReason#PAGES_ELSEWHERE} for a page of another server. One thread.
 */
public final class PageTrail {
  private final URI first;
  private final int mostPages;
  private final Set<URI> seen = new HashSet<>();

  /** Begins at {@code first}. */
  public PageTrail(URI first, int mostPages) {
    this.first = first;
    this.mostPages = mostPages;
    seen.add(first);
  }

  /**
   * The page after {@code current}; empty at the end.
   *
   * @param links values of the answer's header {@code Link}
   */
  public Optional<URI> next(URI current, List<String> links) {
    Optional<URI> next = LinkHeader.find(links, "next", current);
    next.ifPresent(this::enter);
    return next;
  }

  /** Where a link of another relation leads; empty when there is none on the same server. */
  public Optional<URI> related(String relation, URI current, List<String> links) {
    return LinkHeader.find(links, relation, current).filter(this::isHere);
  }

  private void enter(URI page) {
    if (!isHere(page)) {
      throw new Refused(ServiceReason.PAGES_ELSEWHERE);
    }
    if (!seen.add(page) || seen.size() > mostPages) {
      throw new Refused(ServiceReason.PAGES_ENDLESS);
    }
  }

  private boolean isHere(URI page) {
    return origin(page).equals(origin(first));
  }

  private static String origin(URI uri) {
    return (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT);
  }
}
