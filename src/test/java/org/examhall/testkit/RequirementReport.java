package org.examhall.testkit;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Collects which requirement ids were shown by tests that passed in this run.
 *
 * <p>A parameterised test counts only if none of its cases failed. Runs add up: an id shown by an
 * earlier part of the same build, or by one that runs beside this, stays in the file; one that
 * fails now is taken out.
 */
public final class RequirementReport implements TestExecutionListener {
  private static final Path FILE = Path.of("target", "requirements.json");
  private static final Path LOCK = Path.of("target", "requirements.lock");

  private final Map<String, Set<String>> passed = new TreeMap<>();
  private final Set<String> failed = new TreeSet<>();

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (!(test.getSource().orElse(null) instanceof MethodSource source) || !test.isTest()) {
      return;
    }
    String name = simpleName(source.getClassName()) + "." + source.getMethodName();
    if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
      failed.add(name);
    }
    Requirement requirement = requirementOf(source.getJavaMethod());
    if (requirement != null) {
      for (String id : requirement.value()) {
        passed.computeIfAbsent(id, unused -> new TreeSet<>()).add(name);
      }
    }
  }

  @Override
  public synchronized void testPlanExecutionFinished(TestPlan plan) {
    try (FileChannel channel = FileChannel.open(LOCK, CREATE, WRITE);
        FileLock unused = channel.lock()) {
      Map<String, Set<String>> all = read();
      passed.forEach((id, tests) -> all.computeIfAbsent(id, none -> new TreeSet<>()).addAll(tests));
      all.values().forEach(tests -> tests.removeAll(failed));
      all.values().removeIf(Set::isEmpty);
      write(all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Requirement requirementOf(Method method) {
    return method.getAnnotation(Requirement.class);
  }

  private static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Set<String>> read() throws IOException {
    Map<String, Set<String>> all = new TreeMap<>();
    if (Files.exists(FILE)) {
      Map<String, Iterable<String>> old =
          new ObjectMapper().readValue(Files.readString(FILE), Map.class);
      old.forEach((id, tests) -> tests.forEach(t -> add(all, id, t)));
    }
    return all;
  }

  private static void add(Map<String, Set<String>> all, String id, String test) {
    all.computeIfAbsent(id, unused -> new TreeSet<>()).add(test);
  }

  private static void write(Map<String, Set<String>> all) throws IOException {
    new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(FILE.toFile(), all);
  }
}
