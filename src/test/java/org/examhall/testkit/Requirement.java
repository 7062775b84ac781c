package org.examhall.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the requirements that a test shows, by their stable ids ({@code "OA-07"}, {@code "I13"}).
 *
 * <p>Only tests that passed count: {@link RequirementReport} writes them to {@code
 * target/requirements.json}, from which {@code docs/reference/requirements.md} is printed.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Requirement {
  /** The ids, as written in the requirement notes. */
  String[] value();
}
