package io.mailtrek.config;

import io.mailtrek.ledger.LedgerConfig;
import io.mailtrek.store.Secret;
import io.mailtrek.store.limit.ServerLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/** Reads a project from its folder. Nothing is connected to. */
public final class ProjectFiles {
  /** The settings, relative to the folder of the project. */
  public static final String PROPERTIES = "config/application.properties";

  private final Path home;
  private final boolean passwords;
  private final List<Mistake> mistakes = new ArrayList<>();

  private ProjectFiles(Path home, boolean passwords) {
    this.home = home.toAbsolutePath().normalize();
    this.passwords = passwords;
  }

  /**
   * Reads {@code config/application.properties} and the file of mailboxes.
   *
   * @param home the folder that holds {@code config}
   * @throws ConfigException with all mistakes at once
   */
  public static Project load(Path home) throws ConfigException {
    return new ProjectFiles(home, true).load();
  }

  /**
   * The same for commands that log in nowhere: the passwords of mailboxes are not read and are
   * empty, so that the places they come from need not be there.
   *
   * @param home the folder that holds {@code config}
   * @throws ConfigException with all other mistakes at once
   */
  public static Project loadWithoutPasswords(Path home) throws ConfigException {
    return new ProjectFiles(home, false).load();
  }

  /**
   * How logs are to be written, which is needed before all else. Text where the settings can't be
   * read, which then is a mistake of the project.
   */
  public static LogFormat logFormat(Path home) {
    try {
      PropertiesText text =
          new PropertiesText(SourceText.read(home.resolve(PROPERTIES), PROPERTIES));
      Placeholders placeholders = new Placeholders(home, text.properties());
      return new Values(PROPERTIES, text, placeholders, new ArrayList<>())
          .standard(Setting.LOG_FORMAT);
    } catch (ConfigException e) {
      return LogFormat.TEXT;
    }
  }

  /**
   * Reads what the encrypted values of a project are made with.
   *
   * @param home the folder that holds {@code config}
   * @throws ConfigException when its password is not set, or the settings can't be read
   */
  public static Encryption encryption(Path home) throws ConfigException {
    PropertiesText text = new PropertiesText(SourceText.read(home.resolve(PROPERTIES), PROPERTIES));
    List<Mistake> mistakes = new ArrayList<>(text.mistakes());
    Values values =
        new Values(PROPERTIES, text, new Placeholders(home, text.properties()), mistakes);
    Optional<Secret> password = values.required(Setting.ENCRYPTION_PASSWORD);
    if (!mistakes.isEmpty()) {
      throw new ConfigException(mistakes);
    }
    return new Encryption(password.orElseThrow());
  }

  private Project load() throws ConfigException {
    PropertiesText text = new PropertiesText(SourceText.read(home.resolve(PROPERTIES), PROPERTIES));
    mistakes.addAll(text.mistakes());
    Placeholders placeholders = new Placeholders(home, text.properties());
    Values values = new Values(PROPERTIES, text, placeholders, mistakes);

    ServersReader servers = new ServersReader(home, values, mistakes);
    Servers source = servers.read(Setting.SOURCE);
    Servers destination = servers.read(Setting.DESTINATION);
    ServerLimits sourceLimits = limits(values, Setting.SOURCE);
    ServerLimits destinationLimits = limits(values, Setting.DESTINATION);
    Duration throttlePatience = values.standard(Setting.THROTTLE_PATIENCE);
    String name = values.standard(Setting.PROJECT);
    LogFormat unused = values.standard(Setting.LOG_FORMAT);
    List<Mailbox> mailboxes = mailboxes(values, placeholders);
    LedgerConfig ledger = ledger(values);
    OptionTexts options = values.options();
    Window window =
        new Window(values.standard(Setting.WINDOW_ITEMS), values.standard(Setting.WINDOW_BYTES));
    RetryDelays retryDelays =
        new RetryDelays(
            values.standard(Setting.RETRY_FIRST_DELAY),
            values.standard(Setting.RETRY_LONGEST_DELAY));
    OlderThan olderThan = values.standard(Setting.PRE_STAGE_OLDER_THAN);
    int concurrent = values.standard(Setting.CONCURRENT_MAILBOXES);
    Optional<BlackoutHours> blackoutHours = values.get(Setting.BLACKOUT_HOURS);
    RepairMode repair = values.standard(Setting.REPAIR);
    Schedule preStage = schedule(values, Setting.PRE_STAGE_SCHEDULE, mailboxes);
    Schedule full = schedule(values, Setting.FULL_SCHEDULE, mailboxes);
    Notifications notifications =
        passwords ? new NotificationReader(home, values, mistakes).read() : Notifications.NONE;
    Optional<Encryption> encryption = encryption(placeholders, text);
    if (!mistakes.isEmpty()) {
      throw new ConfigException(mistakes);
    }
    return new Project(
        home,
        name,
        mailboxes,
        source,
        destination,
        sourceLimits,
        destinationLimits,
        throttlePatience,
        ledger,
        olderThan,
        concurrent,
        blackoutHours,
        repair,
        quarantine(values, repair),
        options,
        window,
        values.standard(Setting.CONNECTIONS_PER_MAILBOX),
        new ReportSettings(
            values.standard(Setting.REPORT_FORMATS), values.standard(Setting.REPORT_MAX_ITEMS)),
        retryDelays,
        preStage,
        full,
        List.of(home.resolve(PROPERTIES), home.resolve(values.standard(Setting.MAILBOXES))),
        notifications,
        values.standard(Setting.CONSOLE_IDLE_TIMEOUT),
        encryption,
        text.properties());
  }

  /** A message that is repaired needs a place for its original. */
  private Optional<Path> quarantine(Values values, RepairMode repair) {
    return values
        .get(Setting.QUARANTINE)
        .or(() -> repair == RepairMode.AUTO ? Optional.of("quarantine") : Optional.empty())
        .map(home::resolve);
  }

  /** What the routes need to decrypt the values that their placeholders name. */
  private Optional<Encryption> encryption(Placeholders placeholders, PropertiesText text) {
    boolean needed =
        passwords
            && text.properties().stringPropertyNames().stream()
                .map(text.properties()::getProperty)
                .anyMatch(value -> value.startsWith("ENC(") && Encryption.isEncrypted(value));
    try {
      return needed ? Optional.of(placeholders.encryption()) : Optional.empty();
    } catch (IllegalArgumentException e) {
      mistakes.add(Mistake.in(PROPERTIES, "A value can't be read. " + e.getMessage()));
      return Optional.empty();
    }
  }

  private static ServerLimits limits(Values values, Setting.Endpoint settings) {
    return new ServerLimits(
        values.get(settings.maxConnections()),
        values.get(settings.maxMessagesPerSecond()),
        values.get(settings.maxBytesPerSecond()),
        values.get(settings.maxBytesPerDay()));
  }

  private List<Mailbox> mailboxes(Values values, Placeholders placeholders) {
    EndpointLogins source = logins("source", Setting.SOURCE, values);
    EndpointLogins destination = logins("destination", Setting.DESTINATION, values);
    Optional<String> name = values.get(Setting.MAILBOXES);
    if (name.isEmpty()) {
      return List.of();
    }
    Path file = home.resolve(name.get());
    if (!Files.exists(file)) {
      mistakes.add(
          values.mistake(
              Setting.MAILBOXES, "The file of mailboxes is missing: there is no " + file + "."));
      return List.of();
    }
    try {
      return new MailboxesFile(
              SourceText.read(file, name.get()),
              source,
              destination,
              placeholders,
              passwords,
              mistakes)
          .read();
    } catch (ConfigException e) {
      mistakes.addAll(e.mistakes());
      return List.of();
    }
  }

  private EndpointLogins logins(String side, Setting.Endpoint settings, Values values) {
    return passwords ? EndpointLogins.of(side, settings, values) : EndpointLogins.unused(side);
  }

  private LedgerConfig ledger(Values values) {
    String url = values.standard(Setting.LEDGER_URL);
    return new LedgerConfig(
        url.replaceFirst("^(jdbc:h2:(?:file:)?)\\./", "$1" + Matcher.quoteReplacement(home + "/")),
        values.standard(Setting.LEDGER_USERNAME),
        values.get(Setting.LEDGER_PASSWORD).orElse(new Secret("")));
  }

  private Schedule schedule(Values values, Setting.Timetable settings, List<Mailbox> mailboxes) {
    Selection selection = values.standard(settings.mailboxes());
    List<Mailbox> selected = List.of();
    try {
      // Rows with mistakes are missing here, and would be reported a second time as unknown.
      if (mistakes.isEmpty()) {
        selected = selection.resolve(mailboxes);
      }
    } catch (ConfigException e) {
      e.mistakes()
          .forEach(
              mistake -> mistakes.add(values.mistake(settings.mailboxes(), mistake.message())));
    }
    return new Schedule(values.get(settings.cron()), values.get(settings.at()), selected);
  }
}
