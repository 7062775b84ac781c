package org.examhall.bench;

import java.net.http.HttpResponse;

/** A teacher in front of the page of a class. */
final class Teacher {
  private final Entry entry;
  private final String page;
  private final String cookie;

  /** Launches. */
  Teacher(Entry entry, Invitation invitation) {
    HttpResponse<String> launched = invitation.follow(entry);
    this.entry = entry;
    this.page = launched.headers().firstValue("Location").orElseThrow();
    this.cookie = Entry.cookie(launched);
  }

  /** Looks at the class. */
  String refresh() {
    return entry.page(page, cookie);
  }

  /** Takes its table along. */
  String download() {
    return entry.page(page + "attempts.csv", cookie);
  }
}
