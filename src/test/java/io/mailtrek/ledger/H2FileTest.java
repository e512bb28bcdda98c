package io.mailtrek.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a ledger in an H2 file promises to several processes, and what it says when it fails. */
@Timeout(120)
class H2FileTest {
  @TempDir private Path folder;
  private String url;

  @BeforeEach
  void chooseFile() {
    url = "jdbc:h2:file:" + folder.resolve("ledger");
  }

  private Ledger open() {
    return open(url, "secret");
  }

  private static Ledger open(String url, String password) {
    return Ledger.open(new LedgerConfig(url, "mailtrek", new Secret(password)));
  }

  private static String messageOfOpening(String url) {
    return assertThrows(LedgerException.class, () -> open(url, "secret")).getMessage();
  }

  @Test
  void anotherProcessUsesTheFileWhileThisOneHoldsIt() throws Exception {
    try (Ledger ledger = open();
        LedgerProcess other = LedgerProcess.start("use", url)) {
      assertEquals("1", other.line());
      assertEquals(1, ledger.passes().latest().orElseThrow().id());
      ledger.passes().submit(LedgerProcess.verify(ledger.mailboxId("a", "b")));
      other.goOn();
      assertEquals("3", other.line());
    }
  }

  @Test
  void thisProcessUsesTheFileWhileAnotherHoldsIt() throws Exception {
    try (LedgerProcess other = LedgerProcess.start("use", url)) {
      assertEquals("1", other.line());
      try (Ledger ledger = open()) {
        MailboxLedger mailbox = ledger.mailbox(ledger.mailboxId("a", "b"), 1);
        FolderLedger inbox = mailbox.folder(Samples.INBOX, ItemType.MAIL, "1");
        mailbox.settle(
            mailbox.intend(Samples.TARGET, Samples.SINCE, Samples.batch("7", "8")),
            Samples.delivered("7", "8"));
        assertEquals(2, inbox.countsInPass().migrated());
      }
      other.goOn();
      assertEquals("2", other.line());
    }
  }

  @Test
  void whenTheHolderIsKilledAnotherProcessGoesOn() throws Exception {
    try (LedgerProcess other = LedgerProcess.start("use", url)) {
      assertEquals("1", other.line());
      try (Ledger ledger = open()) {
        assertEquals(1, ledger.passes().all().size());
        other.kill();
        assertEquals(2, ledger.passes().submit(LedgerProcess.verify(1)));
        try (LedgerProcess third = LedgerProcess.start("use", url)) {
          assertEquals("3", third.line());
        }
      }
    }
  }

  @Test
  void aKilledHolderLeavesNoLockBehind() throws Exception {
    try (LedgerProcess other = LedgerProcess.start("use", url)) {
      assertEquals("1", other.line());
      other.kill();
    }
    Instant before = Instant.now();
    try (Ledger ledger = open()) {
      assertEquals(1, ledger.passes().all().size());
    }
    Duration took = Duration.between(before, Instant.now());
    assertTrue(took.compareTo(Duration.ofSeconds(3)) < 0, "took " + took);
  }

  @Test
  void whatWasReportedAsSettledOutlivesAKill() throws Exception {
    int last = 0;
    try (LedgerProcess other = LedgerProcess.start("settle", url)) {
      for (int batch = 0; batch < 100; batch++) {
        last = Integer.parseInt(other.line());
      }
      other.kill();
      for (String line = other.line(); line != null; line = other.line()) {
        last = Integer.parseInt(line);
      }
    }
    try (Ledger ledger = open()) {
      MailboxLedger mailbox = ledger.mailbox(ledger.mailboxId("a", "b"), 1);
      FolderLedger inbox = mailbox.folder(Samples.INBOX, ItemType.MAIL, "1");
      KnownItems known = inbox.known();
      assertTrue(IntStream.rangeClosed(1, last).allMatch(known::contains));
      assertTrue(mailbox.inDoubt().size() <= 1, "at most the batch under way is in doubt");
      long rows = inbox.countsInPass().migrated();
      assertTrue(rows == last || rows == last + 200, rows + " rows, " + last + " reported");
    }
  }

  @Test
  void nobodyElseReachesTheServer() throws Exception {
    Path address = folder.resolve("ledger.server");
    try (Ledger ledger = open()) {
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(address)));
      int port = Integer.parseInt(Files.readString(address).replaceFirst("/.*", ""));
      assertTrue(answers(InetAddress.getLoopbackAddress(), port));
      for (InetAddress outside : addressesOfThisComputer()) {
        assertFalse(answers(outside, port), outside.toString());
      }
      assertEquals(List.of(), ledger.passes().all());
    }
    assertFalse(Files.exists(address));
  }

  private static List<InetAddress> addressesOfThisComputer() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress())
        .toList();
  }

  private static boolean answers(InetAddress address, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 1000);
      return true;
    } catch (ConnectException | SocketTimeoutException refused) {
      return false;
    }
  }

  @Test
  void aFileThatAForeignProgramHoldsIsNamed() throws Exception {
    try (Ledger ledger = open()) {
      assertEquals(List.of(), ledger.passes().all());
    }
    try (LedgerProcess other =
        LedgerProcess.start("lock", folder.resolve("ledger.mv.db").toString())) {
      assertEquals("locked", other.line());
      String message = messageOfOpening(url);
      assertTrue(message.contains(url), message);
      assertTrue(message.contains("Another program holds the file"), message);
    }
  }

  @Test
  void aWrongPasswordIsNamedAndNotShown() {
    try (Ledger ledger = open()) {
      assertEquals(List.of(), ledger.passes().all());
    }
    LedgerException refused = assertThrows(LedgerException.class, () -> open(url, "wrong"));
    assertTrue(refused.getMessage().contains("mailtrek.ledger.password"), refused.getMessage());
    assertFalse(refused.getMessage().contains("wrong"), refused.getMessage());
  }

  @Test
  void aWrongPasswordIsNamedAlsoWhenAnotherProcessHoldsTheFile() throws Exception {
    try (LedgerProcess other = LedgerProcess.start("use", url)) {
      assertEquals("1", other.line());
      String message = assertThrows(LedgerException.class, () -> open(url, "wrong")).getMessage();
      assertTrue(message.contains("mailtrek.ledger.password"), message);
    }
  }

  @Test
  void aPasswordInTheUrlIsNotShown() {
    String message = messageOfOpening("jdbc:h2:file:data/ledger;PASSWORD=hidden");
    assertFalse(message.contains("hidden"), message);
  }

  @Test
  void aPathThatCanNotBeIsNamed() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    String message = messageOfOpening("jdbc:h2:file:" + folder.resolve("file/ledger"));
    assertTrue(message.contains("file/ledger"), message);
    assertTrue(message.contains("Check that the path"), message);
  }

  @Test
  void aPathWithoutItsBeginningIsNamed() {
    assertTrue(messageOfOpening("jdbc:h2:file:data/ledger").contains("with / or ./"));
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    Files.writeString(folder.resolve("ledger.mv.db"), "no database".repeat(5000));
    assertTrue(messageOfOpening(url).contains("damaged"), messageOfOpening(url));
  }

  @Test
  void theLedgerOfANewerVersionIsLeftAlone() throws SQLException {
    try (Ledger ledger = open();
        Connection connection = ledger.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          """
          INSERT INTO "flyway_schema_history" SELECT 99, '99', "description", "type", "script",
          "checksum", "installed_by", "installed_on", "execution_time", "success"
          FROM "flyway_schema_history" WHERE "installed_rank" = 1
          """);
    }
    assertTrue(messageOfOpening(url).contains("newer MailTrek"), messageOfOpening(url));
  }

  @Test
  void whatFailsLaterSaysWhatItWas() throws SQLException {
    try (Ledger ledger = open()) {
      try (Connection connection = ledger.dataSource().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("DROP TABLE failure");
      }
      String message =
          assertThrows(LedgerException.class, () -> ledger.passes().failures()).getMessage();
      assertTrue(message.startsWith("Could not read the failures"), message);
    }
  }

  @Test
  void everyH2UrlIsDurableUnlessItSaysOtherwise() {
    assertEquals("jdbc:h2:tcp://h/x;WRITE_DELAY=0", H2File.durable("jdbc:h2:tcp://h/x"));
    assertEquals("jdbc:h2:~/x;write_delay=9", H2File.durable("jdbc:h2:~/x;write_delay=9"));
    assertEquals("jdbc:postgresql://h/x", H2File.durable("jdbc:postgresql://h/x"));
  }

  @Test
  void h2MayShareAFileInItsOwnWay() {
    try (Ledger ledger = open(url + ";AUTO_SERVER=TRUE", "secret")) {
      assertEquals(List.of(), ledger.passes().all());
      assertFalse(Files.exists(folder.resolve("ledger.server")));
    }
  }

  @Test
  void aLedgerInMemoryWorksToo() {
    try (Ledger ledger = open("jdbc:h2:mem:ledger-test;DB_CLOSE_DELAY=-1", "secret")) {
      MailboxLedger mailbox = ledger.mailbox(ledger.mailboxId("a", "b"), 1);
      assertFalse(mailbox.folder(Samples.INBOX, ItemType.MAIL, "1").contains(new ItemKey("1")));
    }
  }
}
