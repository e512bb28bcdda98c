package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Full passes in a process of their own, one after the other, that a test may kill. */
final class PassProcess {
  private final AtomicReference<Process> child = new AtomicReference<>();

  /** Runs or goes on with a Full pass; returns the exit code. */
  int run(Path home, Path log) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                KillTest.Child.class.getName(),
                home.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    child.set(process);
    try {
      assertTrue(process.waitFor(2, TimeUnit.MINUTES), () -> "It does not end: " + log);
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Whether it is still there. */
  boolean alive() {
    return child.get().isAlive();
  }

  /** Kills it, as {@code kill -9} does. */
  void kill() {
    child.get().destroyForcibly();
  }
}
