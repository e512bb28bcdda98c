package io.mailtrek.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectLockTest {
  @TempDir private Path data;

  @Test
  void nobodyHoldsAProjectThatWasNeverUsed() {
    assertEquals(Optional.empty(), ProjectLock.holder(data.resolve("none")));
  }

  @Test
  void canBeTakenAgainAfterItWasGivenBack() {
    ProjectLock.take(data, "full").orElseThrow().close();

    assertEquals(Optional.empty(), ProjectLock.holder(data));
    ProjectLock.take(data, "full").orElseThrow().close();
  }

  @Test
  void isHeldOnceInAProcess() {
    ProjectLock first = ProjectLock.take(data, "pre-stage").orElseThrow();
    try {
      assertTrue(ProjectLock.take(data, "full").isEmpty());
      assertEquals("pre-stage", ProjectLock.holder(data).orElseThrow().command());
    } finally {
      first.close();
    }
  }

  @Test
  void tellsWhichOtherProcessHoldsItAndIsFreeWhenThatIsKilled() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                data.toString(),
                "run")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      awaitLine(other);

      ProjectLock.Holder holder = ProjectLock.holder(data).orElseThrow();
      assertEquals(other.pid(), holder.pid());
      assertTrue(holder.service());
      assertTrue(ProjectLock.take(data, "full").isEmpty());
    } finally {
      other.destroyForcibly().waitFor();
    }
    assertFalse(ProjectLock.holder(data).isPresent());
    ProjectLock.take(data, "full").orElseThrow().close();
  }

  private static void awaitLine(Process process) throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    assertEquals("taken ProjectLock", output.readLine());
  }

  @Test
  void tellsWhereTheApiOfItsHolderIs() {
    ServiceAddress address =
        new ServiceAddress(URI.create("https://127.0.0.1:8080"), Set.of("ab", "cd"));
    ProjectLock lock = ProjectLock.take(data, "run").orElseThrow();
    assertEquals(Optional.empty(), ProjectLock.holder(data).orElseThrow().address());
    lock.announce(address);
    assertEquals(Optional.of(address), ProjectLock.holder(data).orElseThrow().address());
    lock.close();

    ProjectLock next = ProjectLock.take(data, "run").orElseThrow();
    assertEquals(Optional.empty(), ProjectLock.holder(data).orElseThrow().address());
    next.close();
  }
}
