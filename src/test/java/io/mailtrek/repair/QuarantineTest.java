package io.mailtrek.repair;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.Content;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineTest {
  private static final byte[] BYTES = {'a', 0, '\n', (byte) 0xff};

  private @TempDir Path home;

  @Test
  void keepsTheBytesAndAnAccount() throws IOException {
    Path file = keep(FolderPath.INBOX, Optional.of(Content.of(BYTES)), "NO [CANNOT] bad message");

    assertEquals(home.resolve("q/anna@old.example/INBOX/7-12.eml"), file);
    assertArrayEquals(BYTES, Files.readAllBytes(file));
    String account = Files.readString(home.resolve("q/anna@old.example/INBOX/7-12.txt"));
    assertTrue(account.contains("Mailbox: anna@old.example\n"), account);
    assertTrue(account.contains("NO [CANNOT] bad message"), account);
  }

  @Test
  void aFileIsNamedByWhatItHolds() throws IOException {
    for (var ending : Map.of("BEGIN:VCALENDAR\r\n", ".ics", "begin:vcard\r\n", ".vcf").entrySet()) {
      Content content = Content.of(ending.getKey().getBytes(StandardCharsets.US_ASCII));
      Path file = keep(FolderPath.of("Work"), Optional.of(content), "refused");
      assertEquals("7-12" + ending.getValue(), file.getFileName().toString());
    }
  }

  @Test
  void keepsAnAccountAloneOfWhatCouldNotBeRead() throws IOException {
    Path file = keep(FolderPath.INBOX, Optional.empty(), "gone wrong");

    assertEquals("7-12.txt", file.getFileName().toString());
    assertEquals(List.of(file), files());
  }

  @Test
  void aSecondTimeReplacesTheFirst() throws IOException {
    keep(FolderPath.INBOX, Optional.of(Content.of(BYTES)), "first");
    keep(FolderPath.INBOX, Optional.of(Content.of(new byte[0])), "second");

    assertEquals(2, files().size());
    assertTrue(Files.readString(files().get(1)).contains("second"));
  }

  @Test
  void staysInItsFolderWhateverAFolderIsCalled() throws IOException {
    for (String name :
        List.of(
            "..",
            "../../etc",
            "a\0b",
            "/",
            "\\",
            "CON",
            "x".repeat(400),
            " .",
            "\u202e",
            // The limit of names is in the midst of a character.
            "x".repeat(79) + "\ud835\udc00")) {
      Path file = keep(FolderPath.of(name, "sub"), Optional.of(Content.of(BYTES)), "");
      assertEquals(home.resolve("q/anna@old.example"), file.getParent().getParent(), name);
    }
    Path one = keep(FolderPath.of("a", "b"), Optional.of(Content.of(BYTES)), "");
    Path other = keep(FolderPath.of("a_b"), Optional.of(Content.of(BYTES)), "");
    assertNotEquals(one, other);
  }

  @Test
  void onlyItsUserMayRead() throws IOException {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Path file = keep(FolderPath.INBOX, Optional.of(Content.of(BYTES)), "");
    for (Path path = file; !path.equals(home); path = path.getParent()) {
      String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
      assertFalse(permissions.substring(3).contains("r"), path + " " + permissions);
    }
  }

  private Path keep(FolderPath folder, Optional<Content> content, String account)
      throws IOException {
    Item item =
        new Item(
            folder,
            ItemType.MAIL,
            ItemKey.of(12),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            4,
            Set.of(),
            Set.of());
    return new Quarantine(home.resolve("q")).keep("anna@old.example", item, "7", content, account);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> tree = Files.walk(home)) {
      return tree.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
