package io.mailtrek.server;

import io.mailtrek.corpus.SampleMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes messages as raw files into the Maildir++ below a user's home. */
final class MaildirDrop {
  private static final AtomicInteger COUNTER = new AtomicInteger();
  private static final Map<String, Character> FLAG_LETTERS =
      new TreeMap<>(Map.of("\\Draft", 'D', "\\Flagged", 'F', "\\Answered", 'R', "\\Seen", 'S'));

  private final Path home;
  private final DovecotAccount account;

  MaildirDrop(Path home, DovecotAccount account) {
    this.home = home;
    this.account = account;
  }

  void drop(SampleMessage message) throws IOException {
    Path folder = folder(message.folder());
    // Flag letters must be in ASCII order.
    StringBuilder letters = new StringBuilder();
    FLAG_LETTERS.values().stream()
        .sorted()
        .filter(
            letter -> message.flags().stream().anyMatch(f -> letter.equals(FLAG_LETTERS.get(f))))
        .forEach(letters::append);
    String name =
        "%d.M%dP%d.test:2,%s"
            .formatted(
                message.internalDate().toEpochSecond(),
                COUNTER.incrementAndGet(),
                ProcessHandle.current().pid(),
                letters);
    Path file = folder.resolve("tmp").resolve(name);
    Files.write(file, message.content());
    // A Maildir's INTERNALDATE is the file's time.
    Files.setLastModifiedTime(file, FileTime.from(message.internalDate().toInstant()));
    account.own(file);
    Files.move(file, folder.resolve("cur").resolve(name));
  }

  private Path folder(String path) throws IOException {
    make(home);
    Path maildir = make(home.resolve("Maildir"));
    Path folder = maildir;
    if (!path.equalsIgnoreCase("INBOX")) {
      folder = make(maildir.resolve("." + ModifiedUtf7.encode(path).replace('/', '.')));
      Path marker = folder.resolve("maildirfolder");
      if (!Files.exists(marker)) {
        account.own(Files.createFile(marker));
      }
    }
    for (String part : List.of("cur", "new", "tmp")) {
      make(folder.resolve(part));
    }
    return folder;
  }

  private Path make(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      account.own(Files.createDirectory(folder));
    }
    return folder;
  }
}
