package io.mailtrek.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.corpus.OddFolders;
import io.mailtrek.corpus.OddMail;
import io.mailtrek.corpus.SampleMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a real server takes of the odd mail and the odd folder names. */
@RequiresDovecot
class OddMailOnDovecotTest {
  private static DovecotServer server;

  @BeforeAll
  static void startServer() {
    server = DovecotServer.builder().user("odd", "secret").user("names", "secret").start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void takesWhatIsMarkedAppendableAndServesIt() throws Exception {
    try (RawImap imap = login("odd")) {
      List<SampleMessage> messages = new ArrayList<>();
      OddMail.all().stream()
          .filter(OddMail::appendable)
          .forEach(mail -> messages.add(mail.in("Odd")));
      messages.add(OddMail.huge().in("Odd"));
      imap.seed(messages);
      MailboxSnapshot snapshot = MailboxSnapshot.read(imap);
      assertEquals(messages.size(), snapshot.folder("Odd").messages().size());
    }
  }

  @Test
  void refusesNoughtBytesByAppend() throws Exception {
    try (RawImap imap = login("odd")) {
      assertTrue(!imap.append(OddMail.named("zero-bytes").in("INBOX")).ok());
    }
  }

  @Test
  void takesAllOddFolderNames() throws Exception {
    try (RawImap imap = login("names")) {
      List<String> refused = new ArrayList<>();
      List<String> wanted = new ArrayList<>(OddFolders.paths());
      wanted.addAll(OddFolders.many(300));
      for (String path : wanted) {
        try {
          imap.create(path);
        } catch (IOException e) {
          refused.add(e.getMessage());
        }
      }
      assertEquals(List.of(), refused);
      Set<String> found = MailboxSnapshot.read(imap).folders().keySet();
      wanted.removeAll(found);
      assertEquals(List.of(), wanted);
    }
  }

  private static RawImap login(String user) throws IOException {
    return RawImap.login(server.port(), user, "secret");
  }
}
