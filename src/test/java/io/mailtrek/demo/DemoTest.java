package io.mailtrek.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.camel.CamelEngines;
import io.mailtrek.cli.MailTrek;
import io.mailtrek.cli.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoTest {

  @Test
  void migratesChecksAndLeavesNothingBehind() throws Exception {
    Set<Path> before = temporaryFolders();
    StringWriter out = new StringWriter();

    int exitCode =
        MailTrek.commandLine(new CamelEngines(), Terminal.NONE)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(out))
            .execute("demo");

    String text = out.toString();
    assertEquals(0, exitCode, text);
    assertFalse(text.contains("WRONG"), text);
    assertTrue(text.contains("ok      326 messages of the old server are at the new one"), text);
    assertTrue(text.contains("ok      75 calendar items are at the new server"), text);
    assertTrue(text.contains("ok      15 notes are at the new server"), text);
    assertTrue(text.contains("ok      no organizer and no attendee gets a mail"), text);
    assertTrue(text.contains("0 migrated + 500 already migrated"), text);
    assertTrue(text.contains("ok      23 messages are at the new server, once each"), text);
    assertTrue(text.contains("ok      7 calendar items are at the new server"), text);
    assertTrue(text.contains("ok      the Exchange-like server was only read"), text);
    assertEquals(before, temporaryFolders());
  }

  private static Set<Path> temporaryFolders() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("mailtrek-demo"))
          .collect(Collectors.toSet());
    }
  }
}
