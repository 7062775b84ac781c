package org.examhall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.examhall.testkit.OurClasses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the import rule as a table: who may import whom. */
class ArchitectureTest {
  private static final String BASE = "org.examhall.";

  /** From the picture in the architecture page: each part may import those named, and itself. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("kernel", Set.of()),
          Map.entry("scorm", Set.of("kernel")),
          Map.entry("lti", Set.of("kernel")),
          Map.entry("core", Set.of("kernel", "scorm")),
          Map.entry("bridge", Set.of("kernel", "core", "lti")),
          Map.entry("web", Set.of("kernel", "core", "bridge")),
          Map.entry("web.lti", Set.of("kernel", "core", "bridge", "lti", "web")),
          Map.entry("player", Set.of("kernel", "core", "scorm", "bridge", "web.http")),
          Map.entry("jobs", Set.of("kernel", "core", "bridge")),
          Map.entry("cli", Set.of("kernel", "core", "bridge")));

  /** Inside core each may use those to its left. */
  private static final List<String> CORE_ORDER =
      List.of(
          "user",
          "consumer",
          "context",
          "exam",
          "resource",
          "access",
          "remark",
          "scoring",
          "attempt",
          "report",
          "retention",
          "secret",
          "backup");

  private static final JavaClasses CLASSES = OurClasses.shipped();

  @Test
  void importsGoDownOnly() {
    Set<String> wrong = new TreeSet<>();

    for (JavaClass from : CLASSES) {
      if (isProduct(from) && !partOf(from).equals("boot")) {
        from.getDirectDependenciesFromSelf().forEach(d -> checkParts(from, d, wrong));
      }
    }

    assertEquals(Set.of(), wrong);
  }

  @Test
  void insideCoreImportsGoLeftOnly() {
    Set<String> wrong = new TreeSet<>();

    for (JavaClass from : CLASSES) {
      if (from.getPackageName().startsWith(BASE + "core.")) {
        from.getDirectDependenciesFromSelf().forEach(d -> checkCore(from, d, wrong));
      }
    }

    assertEquals(Set.of(), wrong);
  }

  @Test
  void onlyKernelSqlSeesJdbc() {
    Set<String> wrong = new TreeSet<>();

    for (JavaClass from : CLASSES) {
      boolean allowed = from.getPackageName().startsWith(BASE + "kernel.sql");
      if (isProduct(from) && !allowed) {
        from.getDirectDependenciesFromSelf().stream()
            .map(d -> d.getTargetClass().getName())
            .filter(n -> n.startsWith("java.sql.") && !n.equals("java.sql.SQLException"))
            .filter(n -> !n.equals("java.sql.Connection") || !isPartOfQuartz(from))
            .forEach(n -> wrong.add(from.getName() + " -> " + n));
      }
    }

    assertEquals(Set.of(), wrong);
  }

  @ParameterizedTest
  @CsvSource({"lti.jose, com.nimbusds.", "kernel.mail, jakarta.mail.", "kernel.mail, org.eclipse."})
  void onlyOnePackageSeesTheLibrary(String owner, String library) {
    Set<String> wrong = new TreeSet<>();

    for (JavaClass from : CLASSES) {
      if (isProduct(from) && !from.getPackageName().equals(BASE + owner)) {
        from.getDirectDependenciesFromSelf().stream()
            .map(d -> d.getTargetClass().getName())
            .filter(name -> name.startsWith(library))
            .forEach(name -> wrong.add(from.getName() + " -> " + name));
      }
    }

    assertEquals(Set.of(), wrong);
  }

  /** Quartz brings its own SQL and hands connections around to run it. */
  private static boolean isPartOfQuartz(JavaClass from) {
    return from.isAssignableTo("org.quartz.utils.ConnectionProvider")
        || from.isAssignableTo("org.quartz.impl.jdbcjobstore.JobStoreTX");
  }

  private static void checkParts(JavaClass from, Dependency dependency, Set<String> wrong) {
    JavaClass to = dependency.getTargetClass();
    if (!to.getPackageName().startsWith(BASE) || allowed(from, to)) {
      return;
    }
    wrong.add(from.getName() + " -> " + to.getName());
  }

  private static boolean allowed(JavaClass from, JavaClass to) {
    String target = to.getPackageName().substring(BASE.length());
    String source = partOf(from);
    return target.startsWith(topOf(source))
        || MAY_IMPORT.getOrDefault(source, Set.of()).stream()
            .anyMatch(part -> target.equals(part) || target.startsWith(part + "."));
  }

  private static void checkCore(JavaClass from, Dependency dependency, Set<String> wrong) {
    JavaClass to = dependency.getTargetClass();
    if (!to.getPackageName().startsWith(BASE + "core.")) {
      return;
    }
    if (CORE_ORDER.indexOf(corePart(to)) > CORE_ORDER.indexOf(corePart(from))) {
      wrong.add(from.getName() + " -> " + to.getName());
    }
  }

  private static String corePart(JavaClass type) {
    return type.getPackageName().substring((BASE + "core.").length()).split("\\.")[0];
  }

  private static boolean isProduct(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(BASE) && !name.matches("org\\.examhall\\.(demo|bench|testkit)(\\..*)?");
  }

  private static String partOf(JavaClass type) {
    String inside = type.getPackageName().substring(BASE.length());
    return inside.startsWith("web.lti") ? "web.lti" : inside.split("\\.")[0];
  }

  private static String topOf(String part) {
    return part.split("\\.")[0];
  }
}
