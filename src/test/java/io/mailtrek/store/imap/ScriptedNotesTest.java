package io.mailtrek.store.imap;

import static io.mailtrek.store.imap.ScriptedLogin.LOGIN;
import static io.mailtrek.store.imap.ScriptedLogin.bye;
import static io.mailtrek.store.imap.ScriptedLogin.logIn;
import static io.mailtrek.store.imap.ScriptedLogin.store;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.server.ScriptedImapServer;
import io.mailtrek.server.ScriptedImapServer.Script;
import io.mailtrek.server.ScriptedImapServer.Talk;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a server may answer to the question which messages of a folder are notes. */
class ScriptedNotesTest {
  private static final String HEADERS =
      "UID FETCH 1:3 \\(UID" + " BODY.PEEK\\[HEADER.FIELDS \\(X-Uniform-Type-Identifier\\)\\]\\)";

  @Test
  void everyMessageIsEitherANoteOrMail() throws Exception {
    run(
        talk -> {
          begin(talk);
          for (int question = 0; question < 3; question++) {
            examine(talk);
            tellKinds(talk, note(1), mail(2), note(3));
            if (question > 0) {
              talk.answer("UID SEARCH ALL", "* SEARCH 1 2 3", "OK searched");
              page(talk);
            }
          }
          bye(talk);
        },
        session -> {
          List<SourceFolder> folders = session.folders();
          assertEquals(List.of("MAIL 1", "NOTE 2"), typesAndCounts(folders));
          Listing mail = list(session, folders.get(0));
          assertEquals(List.of(2L), uids(mail, ItemType.MAIL));
          assertEquals(0, mail.known());
          assertEquals(0, mail.missing());
          Listing notes = list(session, folders.get(1));
          assertEquals(List.of(1L, 3L), uids(notes, ItemType.NOTE));
          assertEquals(0, notes.known());
          assertEquals(0, notes.missing());
        });
  }

  @Test
  void aMessageThatNothingIsToldOfIsLeftToTheNextPass() throws Exception {
    run(
        talk -> {
          begin(talk);
          for (int question = 0; question < 3; question++) {
            examine(talk);
            tellKinds(talk, mail(1), mail(2));
            if (question > 0) {
              talk.answer("UID SEARCH ALL", "* SEARCH 1 2 3", "OK searched");
              if (question == 1) {
                page(talk);
              }
            }
          }
          bye(talk);
        },
        session -> {
          List<SourceFolder> folders = session.folders();
          assertEquals(List.of("MAIL 2", "NOTE 0"), typesAndCounts(folders));
          Listing mail = list(session, folders.get(0));
          assertEquals(List.of(1L, 2L), uids(mail, ItemType.MAIL));
          assertEquals(1, mail.missing());
          Listing notes = list(session, folders.get(1));
          assertEquals(List.of(), uids(notes, ItemType.NOTE));
          assertEquals(1, notes.missing());
        });
  }

  @Test
  void aRefusalThatPassesHidesNoNotes() throws Exception {
    run(
        talk -> {
          begin(talk);
          examine(talk);
          talk.answer(HEADERS, "NO not now");
          examine(talk);
          tellKinds(talk, note(1), mail(2), note(3));
          talk.answer("UID SEARCH ALL", "* SEARCH 1 2 3", "OK searched");
          page(talk);
          bye(talk);
        },
        session -> {
          List<SourceFolder> folders = session.folders();
          assertEquals(List.of("MAIL 3", "NOTE 0"), typesAndCounts(folders));
          assertEquals(List.of(1L, 3L), uids(list(session, folders.get(1)), ItemType.NOTE));
        });
  }

  private interface Use {
    void of(SourceSession session) throws Exception;
  }

  private static void run(Script script, Use use) throws Exception {
    try (ScriptedImapServer server = ScriptedImapServer.start(script);
        SourceSession session = store(server, "&readTimeout=5s").openSource(LOGIN)) {
      use.of(session);
    }
  }

  private static void begin(Talk talk) throws IOException {
    logIn(talk, "LIST-EXTENDED LIST-STATUS");
    talk.answer(
        "LIST .*",
        "* LIST () \"/\" Notes",
        "* STATUS Notes (MESSAGES 3 UIDNEXT 4 UIDVALIDITY 7)",
        "OK listed");
  }

  private static void examine(Talk talk) throws IOException {
    talk.answer(
        "EXAMINE \"Notes\"",
        "* 3 EXISTS",
        "* OK [UIDVALIDITY 7] valid",
        "* OK [UIDNEXT 4] next",
        "OK [READ-ONLY] examined");
  }

  private static void tellKinds(Talk talk, String... messages) throws IOException {
    talk.expect(HEADERS);
    for (String message : messages) {
      talk.send(message);
    }
    talk.tagged("OK fetched");
  }

  private static String note(long uid) {
    String header = "X-Uniform-Type-Identifier: com.apple.mail-note\r\n\r\n";
    return "* %d FETCH (UID %d BODY[HEADER.FIELDS (X-Uniform-Type-Identifier)]".formatted(uid, uid)
        + " {%d}\r\n%s)".formatted(header.length(), header);
  }

  private static String mail(long uid) {
    return "* %d FETCH (UID %d BODY[HEADER.FIELDS (X-Uniform-Type-Identifier)] {2}\r\n\r\n)"
        .formatted(uid, uid);
  }

  /** Answers what a listing asks for next. */
  private static void page(Talk talk) throws IOException {
    String set = talk.expect("UID FETCH ([0-9,:]+) \\(UID FLAGS .*").group(1);
    for (long uid : UidSet.parse(set, 10)) {
      talk.send(
          "* %d FETCH (UID %d FLAGS () INTERNALDATE \"01-Jan-2020 00:00:00 +0000\" RFC822.SIZE 100)"
              .formatted(uid, uid));
    }
    talk.tagged("OK fetched");
  }

  private static Listing list(SourceSession session, SourceFolder folder) throws Exception {
    return session.list(folder, Optional.empty(), () -> KnownItems.NONE, ListOptions.PLAIN);
  }

  private static List<Long> uids(Listing listing, ItemType type) throws Exception {
    List<Item> items = listing.next();
    items.forEach(item -> assertEquals(type, item.type()));
    return items.stream().map(Item::key).map(ItemKey::value).map(Long::valueOf).toList();
  }

  private static List<String> typesAndCounts(List<SourceFolder> folders) {
    return folders.stream()
        .map(folder -> folder.itemType() + " " + folder.state().map(FolderState::count).orElse(-1L))
        .toList();
  }
}
