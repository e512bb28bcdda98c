package io.mailtrek.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.camel.CamelEngines;
import io.mailtrek.config.Project;
import io.mailtrek.config.ProjectFiles;
import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.PassType;
import io.mailtrek.migration.TestProject;
import io.mailtrek.pass.Engine;
import io.mailtrek.pass.PassRequest;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.MailboxSnapshot;
import io.mailtrek.server.RawImap;
import io.mailtrek.server.RequiresDovecot;
import io.mailtrek.store.Content;
import io.mailtrek.store.MessageHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that are made to exhaust memory pass through a small process. */
@RequiresDovecot
class HugeMailTest {
  private static final String USER = "anna";
  private static final int LARGE_HEADERS = 12;
  private static final int HEADER_BYTES = 10 << 20;
  private static final String HEAP = "-Xmx128m";

  private final DovecotServer source =
      DovecotServer.builder().user(USER, TestProject.PASSWORD).start();
  private final DovecotServer destination =
      DovecotServer.builder().user(USER, TestProject.PASSWORD).start();

  @TempDir private Path home;

  @AfterEach
  void stop() {
    source.close();
    destination.close();
  }

  @Test
  void arriveWithAHeapSmallerThanTheyAre() throws Exception {
    TestProject project = new TestProject(home, source.port(), destination.port(), USER);
    try (RawImap imap = RawImap.login(source.port(), USER, TestProject.PASSWORD)) {
      imap.seed(messages());
    }
    Path log = home.resolve("child.log");

    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                home.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();

    assertEquals(0, child.waitFor(), () -> read(log));
    MailboxPassRecord record;
    try (project) {
      record = project.engine().ledger().passes().mailboxPasses(1).get(0);
    }
    assertEquals(LARGE_HEADERS + 2, record.counts().migrated(), record.toString());
    assertEquals(List.of(), snapshot(source).missingFrom(snapshot(destination)));
  }

  @Test
  void aLongValueOfAHeaderIsCut() {
    byte[] message =
        ("Message-ID: <" + "x".repeat(HEADER_BYTES) + ">\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    Optional<String> messageId = MessageHeader.of(Content.of(message)).messageId();

    assertTrue(messageId.orElseThrow().length() < 1000);
  }

  private static List<SampleMessage> messages() {
    List<SampleMessage> messages = new ArrayList<>();
    String line = "X-Filler: " + "x".repeat(900) + "\r\n";
    for (int i = 0; i < LARGE_HEADERS; i++) {
      messages.add(message(i, line.repeat(HEADER_BYTES / line.length()), "Text\r\n"));
    }
    messages.add(
        message(
            LARGE_HEADERS,
            IntStream.range(0, 100_000)
                .mapToObj(i -> "r" + i + "@example.org")
                .collect(Collectors.joining(",\r\n ", "To: ", "\r\n")),
            "Text\r\n"));
    String parts =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "--b" + i + "\r\nContent-Type: multipart/mixed; boundary=b" + (i + 1))
            .collect(Collectors.joining("\r\n\r\n", "", "\r\n\r\nText\r\n"));
    messages.add(
        message(LARGE_HEADERS + 1, "Content-Type: multipart/mixed; boundary=b0\r\n", parts));
    return messages;
  }

  private static SampleMessage message(int number, String header, String body) {
    String text = "Message-ID: <" + number + "@example.org>\r\n" + header + "\r\n" + body;
    return new SampleMessage(
        "INBOX",
        List.of(),
        OffsetDateTime.parse("2024-03-05T09:30:00+01:00").plusDays(number),
        text.getBytes(StandardCharsets.US_ASCII));
  }

  private static MailboxSnapshot snapshot(DovecotServer server) throws IOException {
    return MailboxSnapshot.read(server.port(), USER, TestProject.PASSWORD);
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** The process with the small heap. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws Exception {
      Project project = ProjectFiles.load(Path.of(args[0]));
      try (Engine engine = new CamelEngines().start(project, false)) {
        engine.submit(
            new PassRequest(
                PassType.FULL, Optional.empty(), project.mailboxes(), Optional.empty(), false));
        TestProject.until(() -> engine.ledger().passes().unfinished().isEmpty());
      }
    }
  }
}
