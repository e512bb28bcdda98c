package io.mailtrek.config;

import io.mailtrek.store.ItemType;
import io.mailtrek.store.Secret;
import io.mailtrek.store.dav.DavUri;
import io.mailtrek.store.exchange.ExchangeUri;
import io.mailtrek.store.imap.ImapUri;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One {@code mailtrek.*} property of {@code application.properties}. The constants of this class
 * are all that there are.
 *
 * @param name its name; {@code N} at the end stands for a number from 1
 * @param standard what it is when it is not set; empty for nothing
 * @param form what may be written, with the unit
 * @param sentence what it is for
 * @param parser reads a value; throws IllegalArgumentException with a sentence for the user
 * @param <T> what the value is
 */
public record Setting<T>(
    String name, Optional<String> standard, String form, String sentence, Parser<T> parser) {

  /** What all names begin with. */
  public static final String PREFIX = "mailtrek.";

  private static final List<Setting<?>> REGISTER = new ArrayList<>();

  public static final Setting<String> PROJECT =
      setting(
          "project",
          "mailtrek",
          "letters, digits, '-', '_' and '.'",
          "The name of the project, shown in reports.",
          Parser::name);
  public static final Setting<String> MAILBOXES =
      setting(
          "mailboxes",
          "config/mailboxes.csv",
          "a path, relative to the project's folder",
          "The file that lists the mailboxes.",
          Parser::text);
  public static final Setting<LogFormat> LOG_FORMAT =
      setting(
          "log.format",
          "text",
          "text or json",
          "How logs are written: lines for people into data/mailtrek.log, or for programs, in the"
              + " Elastic Common Schema, into data/mailtrek.log.json.",
          text -> Parser.word(LogFormat.class, text));

  /** The settings of one side. */
  public record Endpoint(
      Setting<ImapUri> imap,
      Setting<DavUri> dav,
      Setting<ExchangeUri> ews,
      Setting<String> username,
      Setting<Secret> password,
      Setting<AdminLogin> adminLogin,
      Setting<String> masterSeparator,
      Setting<Integer> maxConnections,
      Setting<Integer> maxMessagesPerSecond,
      Setting<Long> maxBytesPerSecond,
      Setting<Long> maxBytesPerDay) {

    private static Endpoint of(String side, String way) {
      return new Endpoint(
          setting(
              side + ".imap",
              null,
              "imaps://HOST[:PORT] or imap://HOST[:PORT]",
              "The IMAP server of the "
                  + side
                  + ", for mail. imaps:// is TLS; imap:// upgrades by STARTTLS, and only"
                  + " ?security=none leaves it in the clear.",
              ImapUri::parse),
          setting(
              side + ".dav",
              null,
              "davs://HOST[:PORT][/PATH] or dav://HOST[:PORT][/PATH]?security=none",
              "The CalDAV and CardDAV server of the "
                  + side
                  + ", for calendars, contacts, journals, notes and tasks. Mailboxes log in to it"
                  + " as to the IMAP server.",
              DavUri::parse),
          setting(
              side + ".ews",
              null,
              "ews://HOST[:PORT][/EWS/Exchange.asmx] or ews://DOMAIN/autodiscover",
              "The Exchange server of the "
                  + side
                  + ", 2013 SP1 or later, for all item types. It is https; only ?security=none is"
                  + " http. It stands alone at its side: either it is set, or at least one of the"
                  + " two above.",
              ExchangeUri::parse),
          setting(
              side + ".username",
              null,
              "text",
              "The administrator who logs in at the "
                  + side
                  + " for the mailboxes whose row has no password. Without it, such a mailbox logs"
                  + " in by its own name.",
              Parser::text),
          setting(
              side + ".password",
              null,
              "text, best a placeholder like {{env:NAME}} or {{file:PATH}}",
              "The password for the mailboxes whose row at the " + side + " has none.",
              Secret::new),
          setting(
              side + ".admin-login",
              "authorization-id",
              "authorization-id or master-user",
              "How the administrator names the mailbox at the "
                  + side
                  + ": by the authorization identity of SASL PLAIN (at Exchange by impersonation),"
                  + " or in the login name as in user*admin.",
              text -> Parser.word(AdminLogin.class, text)),
          setting(
              side + ".master-separator",
              "*",
              "text",
              "What stands between user and administrator in a master-user login at the "
                  + side
                  + ".",
              Parser::text),
          setting(
              side + ".max-connections",
              null,
              "a whole number from 1 to 10000",
              "The most connections to each server of the "
                  + side
                  + " at once, over all mailboxes. A mailbox waits until one is free.",
              text -> Parser.number(text, 1, 10_000)),
          setting(
              side + ".max-messages-per-second",
              null,
              "a whole number from 1 to 1000000",
              "The most items " + way + " in a second, over all mailboxes, for each server.",
              text -> Parser.number(text, 1, 1_000_000)),
          setting(
              side + ".max-bytes-per-second",
              null,
              "a number of bytes, or with KB, MB or GB",
              "The most bytes of items "
                  + way
                  + " in a second, over all mailboxes, for each server.",
              Parser::bytes),
          setting(
              side + ".max-bytes-per-day",
              null,
              "a number of bytes, or with KB, MB or GB",
              "The most bytes of items "
                  + way
                  + " in a day, which begins at midnight UTC, over all mailboxes, for each server."
                  + " The rest waits for the next day.",
              Parser::bytes));
    }
  }

  public static final Endpoint SOURCE = Endpoint.of("source", "read from the source");
  public static final Endpoint DESTINATION =
      Endpoint.of("destination", "written to the destination");

  public static final Setting<String> LEDGER_URL =
      setting(
          "ledger.url",
          "jdbc:h2:file:./data/ledger",
          "a JDBC URL of H2; a relative path begins at the project's folder",
          "The database that remembers what was migrated.",
          Parser::ledgerUrl);
  public static final Setting<String> LEDGER_USERNAME =
      setting("ledger.username", "mailtrek", "text", "The database user.", Parser::text);
  public static final Setting<Secret> LEDGER_PASSWORD =
      setting("ledger.password", null, "text", "The database user's password.", Secret::new);

  public static final Setting<Secret> ENCRYPTION_PASSWORD =
      setting(
          "encryption.password",
          null,
          "text, best a placeholder like {{env:NAME}} or {{file:PATH}}",
          "The password of values that are written as ENC(...).",
          Secret::new);

  public static final Setting<OlderThan> PRE_STAGE_OLDER_THAN =
      setting(
          "pre-stage.older-than",
          "90d",
          OlderThan.FORMS,
          "A Pre-Stage pass migrates the mail that is older than this.",
          OlderThan::parse);
  public static final Setting<Integer> CONCURRENT_MAILBOXES =
      setting(
          "concurrent-mailboxes",
          "4",
          "a whole number from 1 to 1000",
          "How many mailboxes are worked on at once.",
          text -> Parser.number(text, 1, 1000));
  public static final Setting<BlackoutHours> BLACKOUT_HOURS =
      setting(
          "blackout-hours",
          null,
          BlackoutHours.FORM,
          "When no mailbox is worked on. What is under way then ends its items in flight, and goes"
              + " on by itself afterwards.",
          BlackoutHours::parse);
  public static final Setting<Duration> THROTTLE_PATIENCE =
      setting(
          "throttle-patience",
          "24h",
          "a duration such as 30m, 24h or 3d",
          "A mailbox fails when a server throttled it for longer than this without a break.",
          Parser::duration);
  public static final Setting<Integer> MAX_ITEM_FAILURES =
      setting(
          "max-item-failures",
          "100",
          "a whole number, 0 or more",
          "A mailbox fails when more items than this could not be migrated in a pass. Those that are"
              + " too large for the destination do not count.",
          text -> Parser.number(text, 0, Integer.MAX_VALUE));
  public static final Setting<ErrorBudget> ERROR_BUDGET =
      setting(
          "error-budget",
          null,
          "a percentage from 0% to 100%, as in 5% or 0.5%",
          "A mailbox fails when more than this part of its items could not be migrated in a pass,"
              + " also when they are fewer than mailtrek.max-item-failures. Those that are too large"
              + " for the destination do not count.",
          ErrorBudget::parse);
  public static final Setting<Boolean> LOG_SUBJECTS =
      setting(
          "log-subjects",
          "off",
          "on or off",
          "Whether the log tells the subjects of items that could not be migrated.",
          Parser::onOrOff);
  public static final Setting<String> QUARANTINE =
      setting(
          "quarantine",
          null,
          "a path, relative to the project's folder",
          "The folder that keeps items which can't be migrated as they are, each as an .eml, .ics or .vcf file"
              + " with an account of what happened. With repair = auto it is the folder quarantine"
              + " where nothing is set.",
          Parser::text);
  public static final Setting<RepairMode> REPAIR =
      setting(
          "repair",
          "off",
          "off or auto",
          "Whether a malformed message that the destination refuses is offered again in a form that"
              + " it may take.",
          text -> Parser.word(RepairMode.class, text));

  public static final Setting<Set<ItemType>> ITEM_TYPES =
      setting(
          "item-types",
          "all",
          "all, or some of mail, calendar, contact, journal, note, task, with commas between",
          "What is migrated. A Pre-Stage pass takes only mail, whatever is set here.",
          Parser::itemTypes);
  public static final Setting<OlderThan> EARLIEST_DATE =
      setting(
          "earliest-date",
          null,
          OlderThan.FORMS,
          "Items from before this time are left out. A Pre-Stage pass does not look at it.",
          OlderThan::parse);
  public static final Setting<OlderThan> LATEST_DATE =
      setting(
          "latest-date",
          null,
          OlderThan.FORMS,
          "Items from this time on are left out. A Pre-Stage pass does not look at it.",
          OlderThan::parse);
  public static final Setting<DateSource> DATE_SOURCE =
      setting(
          "date-source",
          "internal-date",
          "internal-date or date-header",
          "The date that decides how old an item is: when the server received it, or the Date"
              + " header.",
          text -> Parser.word(DateSource.class, text));
  public static final Setting<Pattern> FOLDER_FILTER =
      setting(
          "folder-filter",
          null,
          "a regular expression, upper and lower case are the same",
          "Folders whose source path, with / between the names, has a match are left out.",
          Expression::parse);
  public static final Setting<FolderMap.Rule> FOLDER_MAP =
      setting(
          "folder-map.N",
          null,
          "REGULAR EXPRESSION -> REPLACEMENT",
          "Where folders go: in the source path each match is replaced. The rule with the lowest"
              + " number that has a match decides.",
          FolderMap.Rule::parse);
  public static final Setting<RecipientRule> RECIPIENT_MAP =
      setting(
          "recipient-map.N",
          null,
          "@OLD.DOMAIN -> @NEW.DOMAIN, or OLD@ADDRESS -> NEW@ADDRESS",
          "Addresses that change with the move: of organizers and attendees in calendars and tasks,"
              + " and of the mailbox itself in contacts. An address goes before its domain.",
          RecipientRule::parse);
  public static final Setting<Long> MAX_ITEM_SIZE =
      setting(
          "max-item-size",
          null,
          "a number of bytes, or with KB, MB or GB",
          "Larger items are left out.",
          Parser::bytes);
  public static final Setting<ItemOrder> ITEM_ORDER =
      setting(
          "item-order",
          "auto",
          "auto, oldest-first or newest-first",
          "Which items of a folder go first. With auto a Pre-Stage pass begins with the oldest,"
              + " every other pass with the newest.",
          text -> Parser.word(ItemOrder.class, text));

  public static final Setting<Integer> CONNECTIONS_PER_MAILBOX =
      setting(
          "connections-per-mailbox",
          "4",
          "a whole number from 1 to 32",
          "How many connections to each server one mailbox uses at most. It begins with one, and"
              + " opens more while that makes it faster.",
          text -> Parser.number(text, 1, 32));
  public static final Setting<Integer> WINDOW_ITEMS =
      setting(
          "window.items",
          "2000",
          "a whole number from 1 to 1000000",
          "How many items of one mailbox are under way at once at most.",
          text -> Parser.number(text, 1, 1_000_000));
  public static final Setting<Long> WINDOW_BYTES =
      setting(
          "window.bytes",
          "32MB",
          "a number of bytes, or with KB, MB or GB",
          "How many bytes of one mailbox are under way at once at most; a larger item travels"
              + " alone.",
          Parser::bytes);

  public static final Setting<Set<ReportFormat>> REPORT_FORMATS =
      setting(
          "reports.formats",
          "html, csv, json",
          "none, or some of html, csv, json, with commas between",
          "The reports that are written to the folder reports when a pass has ended.",
          Parser::reportFormats);
  public static final Setting<Integer> REPORT_MAX_ITEMS =
      setting(
          "reports.max-items",
          "10000",
          "a whole number, 0 or more",
          "How many failed, skipped and filtered items each are listed of a mailbox in a pass; the"
              + " others are only counted.",
          text -> Parser.number(text, 0, Integer.MAX_VALUE));

  public static final Setting<Duration> RETRY_FIRST_DELAY =
      setting(
          "retry.first-delay-ms",
          "500",
          "milliseconds, a whole number from 1 to 3600000",
          "How long to wait before something that failed in passing is tried again; each further"
              + " wait is twice as long.",
          Parser::milliseconds);
  public static final Setting<Duration> RETRY_LONGEST_DELAY =
      setting(
          "retry.longest-delay-ms",
          "30000",
          "milliseconds, a whole number from 1 to 3600000",
          "The longest wait before something is tried again, unless the server asks for a longer"
              + " one.",
          Parser::milliseconds);

  /** The settings that submit a pass without a command, while the service runs. */
  public record Timetable(Setting<String> cron, Setting<Instant> at, Setting<Selection> mailboxes) {

    private static Timetable of(String pass, String title) {
      return new Timetable(
          setting(
              pass + ".schedule.cron",
              null,
              "a Quartz cron expression, as in 0 0 20 ? * FRI",
              "The service starts a " + title + " pass whenever this comes.",
              Parser::cron),
          setting(
              pass + ".schedule.at",
              null,
              "a date and time, as in 2026-12-01T20:00+01:00",
              "The service starts one " + title + " pass at this time.",
              OlderThan::instant),
          setting(
              pass + ".schedule.mailboxes",
              "all",
              "all, or addresses and patterns as in *@old.example, with commas between",
              "The mailboxes of the scheduled " + title + " passes.",
              Parser::selection));
    }
  }

  public static final Timetable PRE_STAGE_SCHEDULE = Timetable.of("pre-stage", "Pre-Stage");
  public static final Timetable FULL_SCHEDULE = Timetable.of("full", "Full");

  public static final Setting<Duration> CONSOLE_IDLE_TIMEOUT =
      setting(
          "console.idle-timeout",
          "30m",
          "a duration such as 30m, 24h or 3d",
          "A browser in which nobody has used the web console for this long is logged out.",
          Parser::duration);

  public static final NotificationSettings NOTIFY = NotificationSettings.make();

  /** All settings, in the order in which a person reads them. */
  public static final List<Setting<?>> ALL = List.copyOf(REGISTER);

  /** The setting of this full name, if there is one. */
  public static Optional<Setting<?>> named(String name) {
    return ALL.stream().filter(setting -> setting.covers(name)).findFirst();
  }

  /** The default, parsed. */
  public Optional<T> standardValue() {
    return standard.map(parser::parse);
  }

  /** Whether it is written by numbered names, which this one covers all. */
  boolean covers(String written) {
    return name.endsWith(".N")
        ? written.matches(Pattern.quote(name.substring(0, name.length() - 1)) + "[1-9]\\d{0,5}")
        : written.equals(name);
  }

  /** The number at the end of a name that a numbered setting covers. */
  static int number(String written) {
    return Integer.parseInt(written.substring(written.lastIndexOf('.') + 1));
  }

  /** Makes a setting and puts it into the register; null as default is none. */
  static <T> Setting<T> setting(
      String name, String standard, String form, String sentence, Parser<T> parser) {
    Setting<T> setting =
        new Setting<>(PREFIX + name, Optional.ofNullable(standard), form, sentence, parser);
    REGISTER.add(setting);
    return setting;
  }
}
