package io.mailtrek.notify;

import io.mailtrek.config.ConfigException;
import io.mailtrek.config.Mistake;
import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.MailboxPassRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The e-mail of a notification, made of a template: a line {@code Subject: …}, an empty line, the
 * text. Names as in <code>${pass}</code> stand for values, which are never looked into again, so
 * that nothing in them does anything. The bean {@code mailText} of the route. Immutable.
 */
public final class MailText {
  private static final Pattern NAME = Pattern.compile("\\$\\{([^}]*)\\}");
  private static final String SUBJECT = "Subject:";
  private static final int MOST_MAILBOXES = 20;
  private static final int LONGEST_SUBJECT = 200;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx", Locale.ROOT);

  /** What a template may name. */
  private static final List<String> NAMES =
      List.of("headline", "details", "project", "pass", "type", "event", "status", "at");

  private final String subject;
  private final String text;

  private MailText(String subject, String text) {
    this.subject = subject;
    this.text = text;
  }

  /**
   * Reads a template.
   *
   * @throws ConfigException when it can't be used: why
   */
  public static MailText read(Path file) throws ConfigException {
    String all;
    try {
      all = Files.readString(file, StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw mistake(file, 1, "It can't be read as text in UTF-8.");
    }
    int end = all.indexOf("\n\n");
    if (!all.startsWith(SUBJECT) || end < 0 || all.indexOf('\n') != end) {
      throw mistake(
          file, 1, "It has to begin with a line 'Subject: …' and an empty line; then the text.");
    }
    Matcher names = NAME.matcher(all);
    while (names.find()) {
      if (!NAMES.contains(names.group(1))) {
        long before = all.substring(0, names.start()).chars().filter(c -> c == '\n').count();
        throw mistake(
            file,
            (int) before + 1,
            "There is no ${" + names.group(1) + "}. There are: " + String.join(", ", NAMES) + ".");
      }
    }
    return new MailText(all.substring(SUBJECT.length(), end).strip(), all.substring(end + 2));
  }

  private static ConfigException mistake(Path file, int line, String message) {
    return new ConfigException(
        List.of(new Mistake(file.toString(), line, 1, "The text of the e-mails: " + message)));
  }

  /** The subject, one line of limited length. */
  public String subject(Notification notification) {
    String line = fill(subject, notification).replaceAll("[\\p{Cntrl}\\s]+", " ");
    return line.length() > LONGEST_SUBJECT ? line.substring(0, LONGEST_SUBJECT) + "…" : line;
  }

  /** The text. */
  public String text(Notification notification) {
    return fill(text, notification);
  }

  private static String fill(String template, Notification notification) {
    Map<String, String> values = values(notification);
    return NAME.matcher(template)
        .replaceAll((MatchResult name) -> Matcher.quoteReplacement(values.get(name.group(1))));
  }

  private static Map<String, String> values(Notification notification) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("headline", headline(notification));
    values.put("details", details(notification));
    values.put("project", notification.project());
    values.put("pass", Long.toString(notification.pass().id()));
    values.put("type", notification.pass().type().word());
    values.put("event", notification.event().word());
    values.put("status", notification.status().text());
    values.put("at", TIME.format(notification.at().atZone(ZoneId.systemDefault())));
    return values;
  }

  private static String headline(Notification notification) {
    String pass =
        notification.pass().type().word() + " pass (number " + notification.pass().id() + ")";
    String mailbox = notification.mailbox().orElse("a mailbox");
    return switch (notification.event()) {
      case PASS_ENDED -> "The " + pass + " has ended: " + end(notification);
      case FIRST_ERROR -> "The first error of the " + pass + " is in " + mailbox;
      case MAILBOX_FAILED -> mailbox + " has failed in the " + pass;
    };
  }

  private static String end(Notification notification) {
    long failed = notification.counts().failed();
    return notification.status().text() + (failed == 0 ? "" : " with " + errors(failed));
  }

  private static String errors(long failed) {
    return failed + (failed == 1 ? " error" : " errors");
  }

  private static String details(Notification notification) {
    return switch (notification.event()) {
      case PASS_ENDED -> ended(notification);
      case FIRST_ERROR ->
          notification
              .failure()
              .map(failure -> "Folder " + failure.folder() + ": " + failure.message())
              .orElse("");
      case MAILBOX_FAILED -> notification.mailboxes().get(0).message();
    };
  }

  private static String ended(Notification notification) {
    Counts counts = notification.counts();
    List<MailboxPassRecord> troubled = notification.troubled();
    StringBuilder text = new StringBuilder();
    text.append("Mailboxes: ").append(notification.mailboxes().size()).append('\n');
    text.append("Items: listed ").append(counts.listed());
    text.append(" = ").append(counts.migrated()).append(" migrated + ");
    text.append(counts.alreadyMigrated()).append(" already migrated + ");
    text.append(counts.adopted()).append(" adopted + ");
    text.append(counts.filtered()).append(" filtered + ");
    text.append(counts.skipped()).append(" skipped + ");
    text.append(counts.failed()).append(" failed\n");
    for (MailboxPassRecord mailbox :
        troubled.subList(0, Math.min(troubled.size(), MOST_MAILBOXES))) {
      text.append("\n").append(mailbox.source()).append(": ").append(mailbox.status().text());
      text.append(", ").append(errors(mailbox.counts().failed())).append(". ");
      text.append(mailbox.message()).append('\n');
    }
    if (troubled.size() > MOST_MAILBOXES) {
      text.append("\nand ").append(troubled.size() - MOST_MAILBOXES).append(" more.\n");
    }
    return text.toString();
  }
}
