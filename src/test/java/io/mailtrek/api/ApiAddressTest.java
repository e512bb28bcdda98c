package io.mailtrek.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.camel.CamelEngines;
import io.mailtrek.config.ConfigException;
import io.mailtrek.migration.TestProject;
import io.mailtrek.pass.Engine;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether there is an API, and where. */
class ApiAddressTest {
  @TempDir private Path home;

  private TestProject project;

  @BeforeEach
  void make() throws Exception {
    project = new TestProject(home, "imap://127.0.0.1:1", "imap://127.0.0.1:2", "anna");
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      project.set("camel.server.port", Integer.toString(taken.getLocalPort()));
      ConfigException refusal =
          assertThrows(
              ConfigException.class, () -> new CamelEngines().start(project.project(), true));
      assertTrue(
          refusal.getMessage().contains("127.0.0.1:" + taken.getLocalPort()), refusal.getMessage());
      assertTrue(refusal.getMessage().contains("camel.server.port"), refusal.getMessage());
    }
  }

  @Test
  void itCanBeSwitchedOff() throws Exception {
    project.set("camel.server.enabled", "false");
    try (Engine service = new CamelEngines().start(project.project(), true)) {
      assertEquals(Optional.empty(), service.address());
    }
    assertTrue(Files.notExists(home.resolve(ApiToken.FILE)));
  }

  @Test
  void aPassInTheForegroundHasNone() throws Exception {
    try (Engine foreground = new CamelEngines().start(project.project(), false)) {
      assertEquals(Optional.empty(), foreground.address());
    }
    assertTrue(Files.notExists(home.resolve(ApiToken.FILE)));
  }
}
