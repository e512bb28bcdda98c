package io.mailtrek.store.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.FolderPath;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FolderNamesTest {
  private static final FolderNames SLASH = new FolderNames("", Optional.of('/'));
  private static final FolderNames COURIER = new FolderNames("INBOX.", Optional.of('.'));
  private static final FolderNames FLAT = new FolderNames("", Optional.empty());

  @Test
  void aFolderCalledInboxBelowInboxIsNotInbox() {
    for (String name : List.of("INBOX.Inbox", "INBOX.INBOX", "INBOX.inbox.Work")) {
      FolderPath path = COURIER.path(name).orElseThrow();
      assertEquals(name, COURIER.name(path));
      assertNotEquals(FolderPath.INBOX, path);
    }
  }

  @Test
  void readsNamesWithoutPrefix() {
    assertEquals(path("A", "B"), SLASH.path("A/B").orElseThrow());
    assertEquals(path("a.b"), SLASH.path("a.b").orElseThrow());
    assertEquals(path("INBOX", "Sub"), SLASH.path("Inbox/Sub").orElseThrow());
    assertEquals(path("Inbox2"), SLASH.path("Inbox2").orElseThrow());
    assertEquals(path("x"), SLASH.path("//x/").orElseThrow());
    assertTrue(SLASH.path("/").isEmpty());
  }

  @Test
  void takesOffThePrefix() {
    assertEquals(path("Sent"), COURIER.path("INBOX.Sent").orElseThrow());
    assertEquals(path("Sent"), COURIER.path("Inbox.Sent").orElseThrow());
    assertEquals(FolderPath.INBOX, COURIER.path("INBOX").orElseThrow());
    assertEquals("INBOX.Sent.2023", COURIER.name(path("Sent", "2023")));
    assertEquals("INBOX", COURIER.name(FolderPath.INBOX));
    assertEquals("INBOX.Sub", COURIER.name(path("INBOX", "Sub")));
  }

  @Test
  void replacesWhatTheServerCannotHave() {
    assertEquals("a_b/c", SLASH.name(path("a/b", "c")));
    assertEquals("INBOX.a_b", COURIER.name(path("a.b")));
    assertEquals("tab_", SLASH.name(path("tab\t")));
    assertEquals("a_b", FLAT.name(path("a", "b")));
    assertEquals("R&-D/&APw-", SLASH.name(path("R&D", "ü")));
  }

  private static FolderPath path(String... names) {
    return FolderPath.of(names);
  }
}
