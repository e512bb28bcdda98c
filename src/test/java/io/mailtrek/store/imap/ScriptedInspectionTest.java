package io.mailtrek.store.imap;

import static io.mailtrek.store.imap.ScriptedLogin.LOGIN;
import static io.mailtrek.store.imap.ScriptedLogin.bye;
import static io.mailtrek.store.imap.ScriptedLogin.logIn;
import static io.mailtrek.store.imap.ScriptedLogin.store;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.server.ScriptedImapServer;
import io.mailtrek.server.ScriptedImapServer.Script;
import io.mailtrek.server.ScriptedImapServer.Talk;
import io.mailtrek.store.Finding;
import io.mailtrek.store.Finding.Subject;
import io.mailtrek.store.Inspection;
import io.mailtrek.store.Quota;
import io.mailtrek.store.Side;
import io.mailtrek.store.Verdict;
import io.mailtrek.store.Waits;
import io.mailtrek.store.limit.ServerLimits;
import io.mailtrek.store.limit.ServerTraffic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a look at a server tells, whatever the server says. */
class ScriptedInspectionTest {

  @Test
  void tellsOfAServerThatIsWell() throws Exception {
    Inspection found =
        inspect(
            Side.SOURCE,
            1,
            talk -> {
              logIn(talk, "NAMESPACE");
              examine(talk);
              bye(talk);
            });

    assertEquals(Verdict.GO, found.verdict());
    assertEquals(
        List.of(
            Subject.HOST,
            Subject.TLS,
            Subject.LOGIN,
            Subject.RIGHTS,
            Subject.CAPABILITIES,
            Subject.CONNECTIONS),
        found.findings().stream().map(Finding::subject).toList());
    assertEquals("anna logs in", text(found, Subject.LOGIN));
    assertEquals("INBOX can be opened, 3 messages", text(found, Subject.RIGHTS));
    assertEquals(
        "uses NAMESPACE; does without LIST-STATUS, SPECIAL-USE, ESEARCH",
        text(found, Subject.CAPABILITIES));
    assertEquals(Optional.empty(), found.space());
    assertEquals(OptionalLong.empty(), found.largestItem());
  }

  @Test
  void takesTheTightestOfSeveralQuotas() throws Exception {
    Inspection found =
        inspect(
            Side.DESTINATION,
            1,
            talk -> {
              logIn(talk, "QUOTA");
              examine(talk);
              talk.answer(
                  "GETQUOTAROOT \"INBOX\"",
                  "* QUOTAROOT INBOX \"User quota\" shared",
                  "* QUOTA \"User quota\" (STORAGE 10 512 MESSAGE 7 100)",
                  "* QUOTA shared (MAILBOX 3 9 STORAGE 900 1000)",
                  "OK quota");
              bye(talk);
            });

    assertEquals(Optional.of(new Quota(900 * 1024, 1000 * 1024)), found.space());
    assertEquals(100 * 1024, found.space().orElseThrow().left());
    assertEquals(Optional.of(new Quota(7, 100)), found.items());
  }

  @Test
  void knowsNoQuotaWhereTheServerRefusesToTell() throws Exception {
    Inspection found =
        inspect(
            Side.DESTINATION,
            1,
            talk -> {
              logIn(talk, "QUOTA");
              examine(talk);
              talk.answer("GETQUOTAROOT \"INBOX\"", "NO not for you");
              bye(talk);
            });

    assertEquals(Verdict.GO, found.verdict());
    assertEquals(Optional.empty(), found.space());
  }

  @Test
  void readsTheLargestMessageFromCapabilitiesOrStatus() throws Exception {
    Inspection advertised =
        inspect(
            Side.DESTINATION,
            1,
            talk -> {
              logIn(talk, "APPENDLIMIT=35000000");
              examine(talk);
              bye(talk);
            });
    Inspection asked =
        inspect(
            Side.DESTINATION,
            1,
            talk -> {
              logIn(talk, "APPENDLIMIT");
              examine(talk);
              talk.answer(
                  "STATUS \"INBOX\" \\(APPENDLIMIT\\)",
                  "* STATUS INBOX (APPENDLIMIT 257890)",
                  "OK told");
              bye(talk);
            });
    Inspection unlimited =
        inspect(
            Side.DESTINATION,
            1,
            talk -> {
              logIn(talk, "APPENDLIMIT");
              examine(talk);
              talk.answer(
                  "STATUS \"INBOX\" \\(APPENDLIMIT\\)",
                  "* STATUS INBOX (APPENDLIMIT NIL)",
                  "OK told");
              bye(talk);
            });

    assertEquals(OptionalLong.of(35_000_000), advertised.largestItem());
    assertEquals(OptionalLong.of(257_890), asked.largestItem());
    assertEquals(OptionalLong.empty(), unlimited.largestItem());
  }

  @Test
  void aDestinationWithoutTheRightToInsertIsNoGo() throws Exception {
    Inspection found =
        inspect(
            Side.DESTINATION,
            1,
            talk -> {
              logIn(talk, "ACL");
              examine(talk);
              talk.answer("MYRIGHTS \"INBOX\"", "* MYRIGHTS INBOX lrsw", "OK rights");
              bye(talk);
            });

    Finding rights = finding(found, Subject.RIGHTS);
    assertEquals(Verdict.NO_GO, rights.verdict());
    assertEquals("INBOX can be opened, 3 messages, rights lrsw, without i", rights.text());
    assertTrue(rights.advice().contains("SETACL"), rights.advice());
  }

  @Test
  void aDestinationThatKeepsNoFlagsIsACaution() throws Exception {
    Inspection found =
        inspect(
            Side.DESTINATION,
            1,
            talk -> {
              logIn(talk, "ACL");
              examine(talk);
              talk.answer("MYRIGHTS \"INBOX\"", "* MYRIGHTS INBOX lri", "OK rights");
              bye(talk);
            });

    assertEquals(Verdict.CAUTION, finding(found, Subject.RIGHTS).verdict());
  }

  @Test
  void aMailboxThatCanNotBeOpenedIsNoGo() throws Exception {
    Inspection found =
        inspect(
            Side.SOURCE,
            1,
            talk -> {
              logIn(talk, "");
              talk.answer("EXAMINE \"INBOX\"", "NO [NOPERM] no access");
              talk.answer("LOGOUT", "* BYE", "OK bye");
            });

    Finding rights = finding(found, Subject.RIGHTS);
    assertEquals(Verdict.NO_GO, rights.verdict());
    assertTrue(rights.text().contains("NO [NOPERM] no access"), rights.text());
  }

  @Test
  void aRefusedLoginIsNoGoAndShowsNoPassword() throws Exception {
    Inspection found =
        inspect(
            Side.SOURCE,
            4,
            talk -> {
              talk.send("* OK [CAPABILITY IMAP4rev1] hello");
              talk.answer("LOGIN .*", "NO [AUTHENTICATIONFAILED] no such login");
            });

    assertEquals(
        List.of(Subject.HOST, Subject.TLS, Subject.LOGIN),
        found.findings().stream().map(Finding::subject).toList());
    Finding login = finding(found, Subject.LOGIN);
    assertEquals(Verdict.NO_GO, login.verdict());
    assertTrue(login.text().contains("NO [AUTHENTICATIONFAILED] no such login"), login.text());
    assertTrue(login.text().contains("Check the login name"), login.text());
    assertFalse(found.toString().contains("pass word"), found.toString());
  }

  @Test
  void aPortThatRefusesIsNoGoOfTheHost() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Inspection found =
        ImapStore.of(ImapUri.parse("imap://127.0.0.1:" + port + "?security=none"))
            .inspect(Side.SOURCE, LOGIN, 1, new Waits(Waits.PATIENCE));

    assertEquals(1, found.findings().size());
    assertEquals(Verdict.NO_GO, finding(found, Subject.HOST).verdict());
    assertTrue(text(found, Subject.HOST).contains("check host and port"));
  }

  @Test
  void aServerWithoutStartTlsIsNoGoOfTls() throws Exception {
    try (ScriptedImapServer server =
        ScriptedImapServer.start(
            talk -> {
              talk.send("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello");
              talk.hang();
            })) {
      Inspection found =
          ImapStore.of(ImapUri.parse("imap://127.0.0.1:" + server.port()))
              .inspect(Side.SOURCE, LOGIN, 1, new Waits(Waits.PATIENCE));

      assertEquals(
          List.of(Subject.HOST, Subject.TLS),
          found.findings().stream().map(Finding::subject).toList());
      assertEquals(Verdict.NO_GO, finding(found, Subject.TLS).verdict());
    }
  }

  @Test
  void countsTheConnectionsThatTheServerTakes() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    Inspection found =
        inspect(
            Side.DESTINATION,
            4,
            talk -> {
              int number = connections.incrementAndGet();
              if (number == 3) {
                talk.send("* OK [CAPABILITY IMAP4rev1] hello");
                talk.answer("LOGIN .*", "NO [LIMIT] Maximum number of connections exceeded");
                return;
              }
              logIn(talk, "");
              if (number == 1) {
                examine(talk);
              }
              bye(talk);
            });

    Finding taken = finding(found, Subject.CONNECTIONS);
    assertEquals(Verdict.CAUTION, taken.verdict());
    assertTrue(taken.text().startsWith("2 connections at once of 4 wanted: "), taken.text());
    assertTrue(taken.advice().contains("mailtrek.connections-per-mailbox = 2"), taken.advice());
  }

  @Test
  void aLimitOfTheProjectItselfIsNoCaution() throws Exception {
    try (ScriptedImapServer server =
        ScriptedImapServer.start(
            talk -> {
              logIn(talk, "");
              examine(talk);
              bye(talk);
            })) {
      ImapUri uri = ImapUri.parse("imap://127.0.0.1:" + server.port() + "?security=none");
      ServerLimits one =
          new ServerLimits(Optional.of(1), Optional.empty(), Optional.empty(), Optional.empty());
      ServerTraffic traffic = new ServerTraffic("source", uri.server(), one, (day, bytes) -> bytes);
      ImapStore store = ImapStore.of(uri, traffic);
      Waits waits = new Waits(Waits.PATIENCE);

      Inspection found = store.inspect(Side.SOURCE, LOGIN, 4, waits);

      assertEquals(Verdict.GO, found.verdict());
      assertTrue(
          text(found, Subject.CONNECTIONS).contains("mailtrek.source.max-connections"),
          found.toString());
      assertEquals(
          Verdict.GO, store.inspect(Side.SOURCE, LOGIN, 4, waits).verdict(), "it is given back");
    }
  }

  private static void examine(Talk talk) throws IOException {
    talk.answer("EXAMINE \"INBOX\"", "* 3 EXISTS", "OK [READ-ONLY] examined");
  }

  private static Inspection inspect(Side side, int connections, Script script) throws Exception {
    try (ScriptedImapServer server = ScriptedImapServer.start(script)) {
      return store(server).inspect(side, LOGIN, connections, new Waits(Waits.PATIENCE));
    }
  }

  private static String text(Inspection found, Subject subject) {
    return finding(found, subject).text();
  }

  private static Finding finding(Inspection found, Subject subject) {
    return found.findings().stream()
        .filter(finding -> finding.subject() == subject)
        .findFirst()
        .orElseThrow(() -> new AssertionError("No " + subject + " in " + found));
  }
}
