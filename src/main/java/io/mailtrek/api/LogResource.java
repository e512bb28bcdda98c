package io.mailtrek.api;

import ch.qos.logback.classic.Level;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;

/** The log of the service. */
public final class LogResource {
  private final LogTail tail;

  LogResource(LogTail tail) {
    this.tail = tail;
  }

  /** {@code GET /api/log}. */
  public void list(Exchange exchange) {
    Answers.give(
        exchange,
        () -> {
          Parameters parameters =
              Parameters.of(exchange, "after", "level", "mailbox", "q", "limit");
          Level lowest =
              Level.toLevel(
                  parameters.word("level", Set.of("INFO", "WARN", "ERROR")).orElse("INFO"));
          Optional<String> mailbox = parameters.text("mailbox");
          Optional<String> text = parameters.text("q").map(q -> q.toLowerCase(Locale.ROOT));
          return tail.after(
              parameters.offset(),
              line ->
                  Level.toLevel(line.level()).isGreaterOrEqual(lowest)
                      && mailbox.filter(each -> !each.equalsIgnoreCase(line.mailbox())).isEmpty()
                      && text.filter(each -> !contains(line, each)).isEmpty(),
              parameters.limit());
        });
  }

  private static boolean contains(LogLine line, String text) {
    return (line.message() + " " + line.mailbox() + " " + line.folder())
        .toLowerCase(Locale.ROOT)
        .contains(text);
  }
}
