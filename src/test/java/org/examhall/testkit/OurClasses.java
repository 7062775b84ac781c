package org.examhall.testkit;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** Our classes as compiled, for tests of the code itself. Read once in a JVM: it takes seconds. */
public final class OurClasses {
  private static final JavaClasses ALL = new ClassFileImporter().importPackages("org.examhall");

  private OurClasses() {}

  /** Every one, tests, demo and benches too. */
  public static JavaClasses all() {
    return ALL;
  }

  /** Those that are shipped. */
  public static JavaClasses shipped() {
    return ALL.that(
        new DescribedPredicate<>("are shipped") {
          @Override
          public boolean test(JavaClass type) {
            return type.getSource()
                .filter(source -> !source.getUri().getPath().contains("/test-classes/"))
                .isPresent();
          }
        });
  }

  /** Those of a package and of the packages below it. */
  public static JavaClasses of(String name) {
    return ALL.that(JavaClass.Predicates.resideInAPackage(name + ".."));
  }
}
