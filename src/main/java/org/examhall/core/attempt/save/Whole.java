package org.examhall.core.attempt.save;

/** A value as the exam set it. */
public record Whole(String text) implements Content {
  @Override
  public int chars() {
    return text.length();
  }
}
