package org.examhall.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What processes use, read from {@code /proc}. */
final class ProcessUse {
  private static final long MILLIS_PER_TICK = 10;
  private static final Pattern COMPILER = Pattern.compile("\\(C[12] Compiler");

  private ProcessUse() {}

  /** CPU time of a process and of all its children, living and ended, in milliseconds. */
  static long cpuMillis(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .mapToLong(handle -> ticks(read(Path.of("/proc/" + handle.pid() + "/stat"))))
        .map(ticks -> ticks * MILLIS_PER_TICK)
        .sum();
  }

  /** CPU time that a JVM has spent on compiling, in milliseconds. */
  static long compilerMillis(ProcessHandle jvm) {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + jvm.pid() + "/task"))) {
      return threads
          .map(thread -> read(thread.resolve("stat")))
          .filter(stat -> COMPILER.matcher(stat).find())
          .mapToLong(stat -> ticks(stat) * MILLIS_PER_TICK)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Proportional memory of a process and its living children, in kilobytes. */
  static long memoryKilobytes(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .mapToLong(handle -> proportional(handle.pid()))
        .sum();
  }

  /** What is alive in the heap of a JVM, in kilobytes; its garbage is collected first. */
  static long liveKilobytes(ProcessHandle jvm) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process counting =
          new ProcessBuilder(jcmd.toString(), String.valueOf(jvm.pid()), "GC.class_histogram")
              .start();
      String total =
          new String(counting.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> line.startsWith("Total"))
              .findFirst()
              .orElseThrow();
      return Long.parseLong(total.split(" +")[2]) / 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** User and system time, its own and of children that were waited for. */
  private static long ticks(String stat) {
    if (stat.isEmpty()) {
      return 0;
    }
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Stream.of(11, 12, 13, 14).mapToLong(i -> Long.parseLong(fields[i])).sum();
  }

  private static long proportional(long pid) {
    return read(Path.of("/proc/" + pid + "/smaps_rollup"))
        .lines()
        .filter(line -> line.startsWith("Pss:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return ""; // the process has ended meanwhile
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("No such process")) {
        return "";
      }
      throw new UncheckedIOException(e);
    }
  }
}
