package io.mailtrek.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import io.mailtrek.App;
import io.mailtrek.server.DelayProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second process on a project that one works on already, both as users start them. */
class TwoProcessesTest {
  @TempDir private Path home;
  @TempDir private Path outputs;

  private final GreenMail server = EmbeddedImap.start("anna");
  private final List<Process> processes = new ArrayList<>();
  private DelayProxy toSource;

  @BeforeEach
  void makeProject() throws IOException {
    int port = server.getImap().getPort();
    toSource = DelayProxy.to(port, Duration.ZERO);
    new TestProject(home, toSource.port(), port, "anna").close();
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (Process process : processes) {
      process.destroyForcibly().waitFor();
    }
    toSource.close();
    server.stop();
  }

  @Test
  void aServiceKeepsOtherServicesOutAndTakesPasses() throws Exception {
    Process service = start("service", "run");
    TestProject.until(() -> output("service").contains("MailTrek runs the project"));

    assertEquals(2, start("second", "run").waitFor());
    assertEquals(
        "The project is in use by 'mailtrek run' (process " + service.pid() + ").",
        output("second").strip());

    assertEquals(0, start("pass", "full", "--all").waitFor(), () -> output("pass"));
    assertTrue(
        output("pass").contains("was handed to the service (process " + service.pid() + ")."),
        output("pass"));
    assertTrue(service.isAlive());
  }

  @Test
  void aPassKeepsOtherPassesAndServicesOut() throws Exception {
    toSource.freeze();
    Process pass = start("pass", "full", "--all");
    TestProject.until(() -> toSource.accepted() > 0);

    String holder = "The project is in use by 'mailtrek full' (process " + pass.pid();
    for (List<String> command :
        List.of(List.of("pre-stage", "--all"), List.of("full", "--all"), List.of("run"))) {
      assertEquals(2, start("second", command.toArray(String[]::new)).waitFor());
      assertTrue(output("second").startsWith(holder), output("second"));
    }

    assertTrue(pass.isAlive());
    toSource.thaw();
    assertEquals(0, pass.waitFor(), () -> output("pass"));
  }

  private Process start(String name, String... command) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                App.class.getName(),
                "--home",
                home.toString()));
    all.addAll(List.of(command));
    Process process =
        new ProcessBuilder(all)
            .redirectErrorStream(true)
            .redirectOutput(outputs.resolve(name).toFile())
            .start();
    processes.add(process);
    return process;
  }

  private String output(String name) {
    try {
      return Files.readString(outputs.resolve(name));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
