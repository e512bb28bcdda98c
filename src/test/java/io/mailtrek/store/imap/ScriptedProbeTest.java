package io.mailtrek.store.imap;

import static io.mailtrek.store.imap.ScriptedLogin.LOGIN;
import static io.mailtrek.store.imap.ScriptedLogin.bye;
import static io.mailtrek.store.imap.ScriptedLogin.list;
import static io.mailtrek.store.imap.ScriptedLogin.logIn;
import static io.mailtrek.store.imap.ScriptedLogin.store;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.server.ScriptedImapServer;
import io.mailtrek.server.ScriptedImapServer.Script;
import io.mailtrek.server.ScriptedImapServer.Talk;
import io.mailtrek.store.Finding;
import io.mailtrek.store.Finding.Subject;
import io.mailtrek.store.Verdict;
import io.mailtrek.store.Waits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

/** Destinations that do not keep a message as it is. */
class ScriptedProbeTest {
  private static final String ALL_FLAGS =
      "\\Answered \\Draft \\Flagged \\Seen $Forwarded MailTrekProbe";
  private static final String DATE = "03-Feb-2001 04:05:06 +0100";

  @Test
  void aServerThatKeepsEverythingIsGo() throws Exception {
    List<Finding> found =
        probe(talk -> converse(talk, message -> message, ALL_FLAGS, DATE, "UIDPLUS UNSELECT"));

    assertEquals(
        List.of(
            Subject.BYTES,
            Subject.HEADERS,
            Subject.DATE,
            Subject.FLAGS,
            Subject.KEYWORDS,
            Subject.CLEAN_UP),
        found.stream().map(Finding::subject).toList());
    assertEquals(Verdict.GO, Verdict.worst(found), found.toString());
  }

  @Test
  void tellsWhichHeadersTheServerAddsRemovesAndChanges() throws Exception {
    List<Finding> found =
        probe(
            talk ->
                converse(
                    talk,
                    message ->
                        "X-Gateway: was here\r\n"
                            + message
                                .replace("Status: RO\r\n", "")
                                .replace("x-UNUSUAL-case:  two", "X-Unusual-Case: two"),
                    ALL_FLAGS,
                    DATE,
                    "UIDPLUS UNSELECT"));

    Finding headers = finding(found, Subject.HEADERS);
    assertEquals(Verdict.CAUTION, headers.verdict());
    assertEquals(
        "the server adds X-Gateway, leaves out Status, changes x-UNUSUAL-case", headers.text());
    assertTrue(finding(found, Subject.BYTES).text().endsWith("changed: the header"));
    assertEquals(Verdict.GO, finding(found, Subject.CLEAN_UP).verdict());
  }

  @Test
  void tellsOfAChangedBodyAndOfLineEnds() throws Exception {
    List<Finding> body =
        probe(
            talk ->
                converse(
                    talk,
                    message -> message.replace(" line:  \r\n", " line:\r\n"),
                    ALL_FLAGS,
                    DATE,
                    "UIDPLUS UNSELECT"));
    List<Finding> lines =
        probe(
            talk ->
                converse(
                    talk,
                    message -> message.replace("\r\n", "\n"),
                    ALL_FLAGS,
                    DATE,
                    "UIDPLUS UNSELECT"));

    assertTrue(finding(body, Subject.BYTES).text().endsWith("changed: the body"));
    assertTrue(finding(lines, Subject.BYTES).text().endsWith("changed: line ends"));
    assertEquals(Verdict.GO, finding(lines, Subject.HEADERS).verdict());
  }

  @Test
  void tellsOfLostDatesFlagsAndKeywords() throws Exception {
    List<Finding> found =
        probe(
            talk ->
                converse(
                    talk,
                    message -> message,
                    "\\Seen \\Recent $Forwarded",
                    "22-Nov-2026 10:00:00 +0000",
                    "UIDPLUS UNSELECT"));

    assertEquals(
        "INTERNALDATE " + DATE + " became 22-Nov-2026 10:00:00 +0000",
        finding(found, Subject.DATE).text());
    assertEquals("\\Answered \\Draft \\Flagged are not kept", finding(found, Subject.FLAGS).text());
    assertEquals("MailTrekProbe are not kept", finding(found, Subject.KEYWORDS).text());
    assertEquals(Verdict.GO, finding(found, Subject.BYTES).verdict());
  }

  @Test
  void removesItsMessageAlsoWithoutUidplusAndUnselect() throws Exception {
    List<Finding> found = probe(talk -> converse(talk, message -> message, ALL_FLAGS, DATE, ""));

    assertEquals(Verdict.GO, finding(found, Subject.CLEAN_UP).verdict(), found.toString());
  }

  @Test
  void aServerThatLetsNoFolderBeMadeIsNoGo() throws Exception {
    List<Finding> found =
        probe(
            talk -> {
              logIn(talk, "LITERAL+");
              list(talk);
              talk.answer("CREATE .*", "NO [NOPERM] no folders for you");
              bye(talk);
            });

    assertEquals(1, found.size());
    assertEquals(Verdict.NO_GO, finding(found, Subject.RIGHTS).verdict());
    assertTrue(finding(found, Subject.RIGHTS).text().contains("no folders for you"));
  }

  @Test
  void aServerThatTakesNoMessageIsNoGoAndTheFolderIsRemoved() throws Exception {
    List<Finding> found =
        probe(
            talk -> {
              logIn(talk, "LITERAL+ UNSELECT");
              list(talk);
              talk.answer("CREATE .*", "OK created");
              talk.answer("SELECT .*", "* 0 EXISTS", "OK selected");
              for (int i = 0; i < 2; i++) {
                Matcher append = talk.expect("APPEND .*\\{(\\d+)\\+\\}");
                talk.readLiteral(Integer.parseInt(append.group(1)));
                talk.readLine();
                talk.tagged("NO [OVERQUOTA] full");
              }
              talk.answer("SELECT .*", "* 0 EXISTS", "OK selected");
              talk.answer("UNSELECT", "OK left");
              talk.answer("STATUS (.*) \\(.*", "OK status");
              talk.answer("DELETE .*", "OK deleted");
              bye(talk);
            });

    assertEquals(Verdict.NO_GO, finding(found, Subject.BYTES).verdict());
    assertTrue(finding(found, Subject.BYTES).advice().contains("quota"));
    assertEquals(Verdict.GO, finding(found, Subject.CLEAN_UP).verdict());
  }

  @Test
  void removesTheFolderOnAnotherConnectionWhenTheFirstIsLost() throws Exception {
    AtomicReference<String> name = new AtomicReference<>();
    List<Finding> found =
        probe(
            talk -> {
              logIn(talk, "LITERAL+");
              if (name.get() == null) {
                list(talk);
                name.set(talk.expect("CREATE (.*)").group(1));
                talk.tagged("OK created");
                talk.expect("SELECT .*");
                return;
              }
              talk.answer("LIST .*", "* LIST () \"/\" " + name.get(), "OK listed");
              talk.answer("LSUB .*", "OK listed");
              select(talk, name.get(), 0);
              talk.answer("EXAMINE \"INBOX\"", "OK examined");
              talk.answer("STATUS " + name.get() + " \\(.*", "OK status");
              talk.answer("DELETE " + name.get(), "OK deleted");
              bye(talk);
            });

    assertEquals(Verdict.NO_GO, finding(found, Subject.BYTES).verdict());
    assertEquals(Verdict.GO, finding(found, Subject.CLEAN_UP).verdict());
  }

  @Test
  void saysWhichFolderIsLeftWhenTheServerIsGone() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    List<Finding> found =
        probe(
            talk -> {
              if (connections.incrementAndGet() > 1) {
                talk.send("* BYE going down");
                return;
              }
              logIn(talk, "LITERAL+");
              list(talk);
              talk.answer("CREATE .*", "OK created");
              talk.expect("SELECT .*");
            });

    assertEquals(Verdict.NO_GO, Verdict.worst(found));
    Finding left = finding(found, Subject.CLEAN_UP);
    assertEquals(Verdict.CAUTION, left.verdict());
    assertTrue(left.text().matches("the folder MailTrek probe [0-9a-f]{16} is still there.*"));
  }

  /** A whole probe on a server that shows a message otherwise than it was given. */
  private static void converse(
      Talk talk, UnaryOperator<String> shown, String flags, String date, String capabilities)
      throws IOException {
    boolean unselect = capabilities.contains("UNSELECT");
    logIn(talk, "LITERAL+ " + capabilities);
    list(talk);
    String name = talk.expect("CREATE (\"MailTrek probe [0-9a-f]{16}\")").group(1);
    talk.tagged("OK created");
    select(talk, name, 0);
    Matcher append = talk.expect("APPEND (.*) \\((.*)\\) \"(.*)\" \\{(\\d+)\\+\\}");
    assertEquals(name, append.group(1));
    assertEquals(ALL_FLAGS, append.group(2));
    assertEquals(DATE, append.group(3));
    String message =
        new String(
            talk.readLiteral(Integer.parseInt(append.group(4))), StandardCharsets.ISO_8859_1);
    talk.readLine();
    talk.tagged("OK appended");
    select(talk, name, 1);
    fetch(talk, shown.apply(message), flags, date);
    select(talk, name, 1);
    fetch(talk, shown.apply(message), flags, date);
    talk.answer("UID STORE 5 \\+FLAGS.SILENT \\(\\\\Deleted\\)", "OK marked");
    talk.answer(
        capabilities.contains("UIDPLUS") ? "UID EXPUNGE 5" : "EXPUNGE", "* 1 EXPUNGE", "OK gone");
    if (unselect) {
      talk.answer("UNSELECT", "OK left");
    } else {
      talk.answer("EXAMINE \"INBOX\"", "OK examined");
    }
    talk.answer("STATUS " + name + " \\(.*", "* STATUS " + name + " (MESSAGES 0)", "OK status");
    talk.answer("DELETE " + name, "OK deleted");
    bye(talk);
  }

  private static void select(Talk talk, String name, int messages) throws IOException {
    talk.answer(
        "SELECT " + name,
        "* OK [PERMANENTFLAGS (\\Seen \\*)] flags",
        "* " + messages + " EXISTS",
        "OK [READ-WRITE] selected");
  }

  private static void fetch(Talk talk, String message, String flags, String date)
      throws IOException {
    talk.expect("UID FETCH 1:\\* \\(UID FLAGS INTERNALDATE BODY.PEEK\\[\\]\\)");
    byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    response.writeBytes(
        "* 1 FETCH (UID 5 FLAGS (%s) INTERNALDATE \"%s\" BODY[] {%d}\r\n"
            .formatted(flags, date, bytes.length)
            .getBytes(StandardCharsets.US_ASCII));
    response.writeBytes(bytes);
    response.writeBytes(")\r\n".getBytes(StandardCharsets.US_ASCII));
    talk.sendRaw(response.toByteArray());
    talk.tagged("OK fetched");
  }

  private static List<Finding> probe(Script script) throws Exception {
    try (ScriptedImapServer server = ScriptedImapServer.start(script)) {
      return store(server).probe(LOGIN, new Waits(Waits.PATIENCE));
    }
  }

  private static Finding finding(List<Finding> found, Subject subject) {
    return found.stream()
        .filter(finding -> finding.subject() == subject)
        .findFirst()
        .orElseThrow(() -> new AssertionError("No " + subject + " in " + found));
  }
}
