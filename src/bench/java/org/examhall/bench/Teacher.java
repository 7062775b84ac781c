package org.examhall.bench;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A teacher in front of the page of a class. */
final class Teacher {
  private static final Pattern UPLOAD = Pattern.compile("action=\"([^\"]+/upload[^\"]*)\"");

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

  /** The same, whatever the answer is. */
  HttpResponse<String> look() {
    return entry.look(page, cookie);
  }

  /** Uploads a package as the next version of the exam. */
  HttpResponse<String> upload(byte[] zip) {
    Matcher form = UPLOAD.matcher(entry.page(page + "exam", cookie));
    if (!form.find()) {
      throw new IllegalStateException("no form for uploads");
    }
    return entry.upload(form.group(1), cookie, zip);
  }

  /** Takes its table along. */
  String download() {
    return entry.page(page + "attempts.csv", cookie);
  }
}
