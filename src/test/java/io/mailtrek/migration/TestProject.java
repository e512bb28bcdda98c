package io.mailtrek.migration;

import io.mailtrek.camel.CamelEngines;
import io.mailtrek.config.ConfigException;
import io.mailtrek.config.Mailbox;
import io.mailtrek.config.OlderThan;
import io.mailtrek.config.Project;
import io.mailtrek.config.ProjectFiles;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.PassType;
import io.mailtrek.pass.Engine;
import io.mailtrek.pass.PassRequest;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * A project in a temporary folder with copies of the shipped routes, and the engine on it.
 * Mailboxes have the same login name and the password {@code secret} on both sides.
 */
public final class TestProject implements AutoCloseable {
  /** The password of all mailboxes. */
  public static final String PASSWORD = "secret";

  private static final Duration LONGEST_PASS = Duration.ofMinutes(3);

  private final Path home;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private Clock clock = Clock.systemUTC();
  private Optional<Engine> engine = Optional.empty();

  /** A project that migrates users of one server to the same users of another. */
  public TestProject(Path home, int sourcePort, int destinationPort, String... users)
      throws IOException {
    this(home, imap(sourcePort), imap(destinationPort), users);
  }

  /** A project between two servers named by their URIs. */
  public TestProject(Path home, String source, String destination, String... users)
      throws IOException {
    this.home = home;
    Files.createDirectories(home.resolve("config"));
    Files.createDirectories(home.resolve("routes"));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("routes"), "*.yaml")) {
      for (Path file : files) {
        Files.copy(file, home.resolve("routes").resolve(file.getFileName()));
      }
    }
    set("mailtrek.project", "test");
    // Several tests may run on one machine.
    set("camel.management.enabled", "false");
    set("camel.server.port", "0");
    set("mailtrek.source.imap", source);
    set("mailtrek.destination.imap", destination);
    Files.writeString(home.resolve("config/mailboxes.csv"), csv(List.of(users)));
  }

  /** The URI of a server in the clear. */
  public static String imap(int port) {
    return "imap://127.0.0.1:" + port + "?security=none&readTimeout=20s";
  }

  private static String csv(List<String> users) {
    return users.stream()
        .map(u -> String.join(",", address(u), u, PASSWORD, "new-" + address(u), u, PASSWORD))
        .collect(
            Collectors.joining(
                "\n",
                "Source Email,Source Login Name,Source Password,"
                    + "Destination Email,Destination Login Name,Destination Password\n",
                "\n"));
  }

  /** The source address of a user. */
  public static String address(String user) {
    return user + "@example.org";
  }

  /** The folder of the project. */
  public Path home() {
    return home;
  }

  /** Adds a setting; to be done before the start. */
  public TestProject set(String name, String value) throws IOException {
    settings.put(name, value);
    return write();
  }

  /** Removes a setting; to be done before the start. */
  public TestProject remove(String name) throws IOException {
    settings.remove(name);
    return write();
  }

  private TestProject write() throws IOException {
    Files.writeString(
        home.resolve("config/application.properties"),
        settings.entrySet().stream()
            .map(setting -> setting.getKey() + " = " + setting.getValue().replace("\\", "\\\\"))
            .collect(Collectors.joining("\n", "", "\n")));
    return this;
  }

  /** Lets calendars and contacts migrate between two servers, named by their URIs, as well. */
  public TestProject dav(String source, String destination) throws IOException {
    return set("mailtrek.source.dav", source).set("mailtrek.destination.dav", destination);
  }

  /** Leaves out the mail servers; to be done behind {@link #dav}. */
  public TestProject withoutMail() throws IOException {
    settings.remove("mailtrek.source.imap");
    settings.remove("mailtrek.destination.imap");
    return set("mailtrek.project", "test");
  }

  /** Adds a column of options to the list of mailboxes, with a cell for each mailbox in order. */
  public TestProject addColumn(String title, String... cells) throws IOException {
    Path file = home.resolve("config/mailboxes.csv");
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      lines.set(i, lines.get(i) + "," + (i == 0 ? title : cells[i - 1]));
    }
    Files.write(file, lines);
    return this;
  }

  /** Sets the clock that the engine goes by; to be done before the start. */
  public TestProject clock(Clock other) {
    clock = other;
    return this;
  }

  /** Replaces text in a route file, which has to be there. */
  public TestProject editRoute(String file, String old, String replacement) throws IOException {
    Path path = home.resolve("routes").resolve(file);
    String text = Files.readString(path);
    if (!text.contains(old)) {
      throw new IllegalArgumentException(file + " does not contain: " + old);
    }
    Files.writeString(path, text.replace(old, replacement));
    return this;
  }

  /** Reads the project as it is now. */
  public Project project() throws ConfigException {
    return ProjectFiles.load(home);
  }

  /** The running engine, which is started where it is not. */
  public Engine engine() throws ConfigException {
    if (engine.isEmpty()) {
      engine = Optional.of(new CamelEngines(clock).start(project(), false));
    }
    return engine.get();
  }

  /** Submits a pass of all mailboxes for now. */
  public long submit(PassType type, Optional<String> olderThan) throws ConfigException {
    return submit(type, olderThan, false);
  }

  /** Submits a pass of all mailboxes for now, which takes over what is there where it adopts. */
  public long submit(PassType type, Optional<String> olderThan, boolean adopt)
      throws ConfigException {
    List<Mailbox> mailboxes = project().mailboxes();
    return engine()
        .submit(
            new PassRequest(
                type, olderThan.map(OlderThan::parse), mailboxes, Optional.empty(), adopt));
  }

  /** Runs a Pre-Stage pass of all mailboxes to its end. */
  public List<MailboxPassRecord> preStage(String olderThan) throws ConfigException {
    return await(submit(PassType.PRE_STAGE, Optional.of(olderThan)));
  }

  /** Runs a Full pass of all mailboxes to its end. */
  public List<MailboxPassRecord> full() throws ConfigException {
    return await(submit(PassType.FULL, Optional.empty()));
  }

  /** Runs a Full pass of all mailboxes that takes over what is there already. */
  public List<MailboxPassRecord> adopting() throws ConfigException {
    return await(submit(PassType.FULL, Optional.empty(), true));
  }

  /** Waits until a pass has ended. */
  public List<MailboxPassRecord> await(long passId) throws ConfigException {
    until(() -> records(passId).stream().allMatch(record -> record.status().finished()));
    return records(passId);
  }

  /** How far the mailboxes are in a pass. */
  public List<MailboxPassRecord> records(long passId) {
    return engine.orElseThrow().ledger().passes().mailboxPasses(passId);
  }

  /** Waits until something is so. */
  public static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST_PASS.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("It did not come to pass within " + LONGEST_PASS);
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  /** Stops the engine; the folder stays. */
  @Override
  public void close() {
    engine.ifPresent(Engine::close);
    engine = Optional.empty();
  }
}
