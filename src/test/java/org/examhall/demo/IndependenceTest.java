package org.examhall.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.examhall.testkit.OurClasses;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The LMS that the product is tested against must not agree with it by sharing its code. */
class IndependenceTest {
  @ParameterizedTest
  @ValueSource(strings = {"org.examhall.demo", "org.examhall.demo.lms"})
  void theyUseNothingOfTheProduct(String part) {
    Set<String> used = new TreeSet<>();

    for (JavaClass from : OurClasses.of(part)) {
      from.getDirectDependenciesFromSelf().stream()
          .map(Dependency::getTargetClass)
          .map(JavaClass::getPackageName)
          .filter(to -> to.startsWith("org.examhall.") && !to.startsWith("org.examhall.demo"))
          .filter(to -> !to.equals("org.examhall.testkit"))
          .forEach(used::add);
    }

    assertEquals(Set.of(), used);
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth.signpost", "org.examhall.lti"})
  void theLmsSignsWithCodeOfItsOwn(String forbidden) {
    List<String> users =
        OurClasses.of("org.examhall.demo.lms").stream()
            .filter(from -> !from.getName().contains("OutcomeClient"))
            .flatMap(from -> from.getDirectDependenciesFromSelf().stream())
            .filter(d -> d.getTargetClass().getPackageName().startsWith(forbidden))
            .map(Dependency::getDescription)
            .toList();

    assertEquals(List.of(), users);
  }
}
