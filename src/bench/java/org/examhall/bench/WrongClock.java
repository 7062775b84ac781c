package org.examhall.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process whose clock is wrong, by libfaketime; what it waits for takes as long as ever. */
final class WrongClock {
  private WrongClock() {}

  /** The command that a process begins with, so that it takes each moment for a later one. */
  static List<String> ahead(int seconds) {
    return List.of(
        "env",
        "LD_PRELOAD=/usr/$LIB/faketime/libfaketime.so.1", // the loader knows what $LIB is here
        "FAKETIME=+" + seconds + "s",
        "FAKETIME_DONT_FAKE_MONOTONIC=1",
        "FAKETIME_FORCE_MONOTONIC_FIX=0"); // a JVM's many timed waits would turn in circles
  }

  /** By how many seconds the web process on a port is ahead of this one, as its answers say. */
  static long secondsAheadOf(int port) {
    try {
      URI address = URI.create("http://localhost:" + port + "/health/live");
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      long millis = connection.getHeaderFieldDate("Date", 0) - System.currentTimeMillis();
      connection.disconnect();
      return TimeUnit.MILLISECONDS.toSeconds(millis);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
