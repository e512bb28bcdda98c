package io.mailtrek.repair;

import io.mailtrek.store.Content;
import io.mailtrek.store.Item;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A folder that keeps the items which a server does not take as they are: {@code
 * MAILBOX/FOLDER/KEY.eml} has the bytes of a message at the source ({@code .ics} those of an
 * iCalendar object, {@code .vcf} those of a vCard), and {@code KEY.txt} beside it says what
 * happened. Only the user that runs the program may read them. Safe for use by many threads.
 */
public final class Quarantine {
  private static final int LONGEST_NAME = 80;

  private final Path folder;

  /** A quarantine in a folder, which is made when it is first needed. */
  public Quarantine(Path folder) {
    this.folder = folder;
  }

  /**
   * Keeps a message. A second time it replaces the first.
   *
   * @param mailbox its source address
   * @param validity what the key of the item is valid under
   * @param content its bytes at the source; empty when they could not be read
   * @param account what happened: the server's words, what was done and what to do
   * @return the file with the bytes, or where there are none that with the account
   */
  public Path keep(
      String mailbox, Item item, String validity, Optional<Content> content, String account)
      throws IOException {
    Path place = folder.resolve(name(mailbox)).resolve(name(item.folder().toString()));
    makeFolders(place);
    String key = (validity.isEmpty() ? "" : name(validity) + "-") + name(item.key().value());
    Path report = place.resolve(key + ".txt");
    write(report, out -> out.write(report(mailbox, item, account)));
    if (content.isEmpty()) {
      return report;
    }
    Path kept = place.resolve(key + ending(content.get()));
    write(kept, content.get()::writeTo);
    return kept;
  }

  /** By what it is: a note is a message at one server, and an iCalendar object at another. */
  private static String ending(Content content) {
    if (begins(content, "BEGIN:VCALENDAR")) {
      return ".ics";
    }
    return begins(content, "BEGIN:VCARD") ? ".vcf" : ".eml";
  }

  private static boolean begins(Content content, String text) {
    return content.size() >= text.length()
        && IntStream.range(0, text.length())
            .allMatch(i -> Character.toUpperCase(content.at(i)) == text.charAt(i));
  }

  private static byte[] report(String mailbox, Item item, String account) {
    return """
        Mailbox: %s
        Folder:  %s
        Item:    %s %s
        Date:    %s
        Size:    %d bytes
        Kept at: %s

        %s
        """
        .formatted(
            mailbox,
            item.folder(),
            item.type().word(),
            item.key(),
            item.date().map(Object::toString).orElse("none"),
            item.size(),
            Instant.now(),
            account)
        .getBytes(StandardCharsets.UTF_8);
  }

  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  /** Whole or not at all, whenever the process ends. */
  private static void write(Path file, Writing writing) throws IOException {
    Path part = Files.createTempFile(file.getParent(), ".", ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
        writing.to(out);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void makeFolders(Path place) throws IOException {
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          place,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(place);
    }
  }

  /** Where the language of the system is not set, its files have names of ASCII only. */
  private static boolean isName(String text) {
    try {
      return !Path.of(text).toString().isEmpty();
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Whatever a folder is called, its name here is harmless; one that had to change is marked. */
  private static String name(String text) {
    String safe = text.replaceAll("[^\\p{L}\\p{N}@._ +-]", "_").replaceAll("^[. ]+|[. ]+$", "_");
    if (safe.length() > LONGEST_NAME) {
      safe = safe.substring(0, LONGEST_NAME);
    }
    if (!isName(safe)) {
      safe = safe.replaceAll("[^ -~]", "_");
    }
    return safe.equals(text) ? safe : "%s-%08x".formatted(safe, text.hashCode());
  }
}
