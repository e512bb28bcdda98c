package io.mailtrek.ledger;

import io.mailtrek.store.DeliveryJournal.Intent;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A second JVM that uses a ledger, for tests that need one to share with or to kill. */
final class LedgerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;

  private LedgerProcess(Process process) {
    this.process = process;
    this.out = process.inputReader();
  }

  /** Starts one that does the given work on the database. */
  static LedgerProcess start(String work, String where) throws IOException {
    return new LedgerProcess(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LedgerProcess.class.getName(),
                work,
                where)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** The next line that it says about its work, without those of the log; null at the end. */
  String line() throws IOException {
    String line = out.readLine();
    while (line != null && !line.startsWith("> ")) {
      line = out.readLine();
    }
    return line == null ? null : line.substring(2);
  }

  /** Lets it go on, or end. */
  void goOn() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /** {@code kill -9}, and waits until it is gone. */
  void kill() {
    process.toHandle().destroyForcibly(); // unlike the process's own, leaves its output readable
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  /** The work, in the other JVM. */
  public static void main(String[] args) throws IOException {
    switch (args[0]) {
      case "settle" -> settle(args[1]);
      case "use" -> use(args[1]);
      case "lock" -> lock(args[1]);
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  /** Settles batches until it is killed, and says the last key of each. */
  private static void settle(String url) {
    try (Ledger ledger = open(url)) {
      MailboxLedger mailbox = ledger.mailbox(ledger.mailboxId("a", "b"), 1);
      mailbox.folder(Samples.INBOX, ItemType.MAIL, "1");
      for (int first = 1; ; first += 200) {
        String[] keys =
            IntStream.range(first, first + 200).mapToObj(Integer::toString).toArray(String[]::new);
        Intent intent = mailbox.intend(Samples.TARGET, Samples.SINCE, Samples.batch(keys));
        mailbox.settle(intent, Samples.delivered(keys));
        say(keys[199]);
      }
    }
  }

  /** Submits a pass, and another one a line of input. */
  private static void use(String url) throws IOException {
    try (Ledger ledger = open(url)) {
      long mailbox = ledger.mailboxId("a", "b");
      do {
        say(Long.toString(ledger.passes().submit(verify(mailbox))));
      } while (System.in.read() >= 0);
    }
  }

  static PassRequest verify(long mailboxId) {
    return new PassRequest(
        PassType.VERIFY,
        Set.of(ItemType.MAIL),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        List.of(mailboxId));
  }

  /** Locks a file, as a program does that knows nothing of this. */
  private static void lock(String file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      say("locked");
      while (System.in.read() >= 0) {
        say("still locked");
      }
    }
  }

  private static Ledger open(String url) {
    return Ledger.open(new LedgerConfig(url, "mailtrek", new Secret("secret")));
  }

  private static void say(String line) {
    System.out.println("> " + line);
  }
}
