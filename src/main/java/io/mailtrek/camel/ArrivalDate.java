package io.mailtrek.camel;

import io.mailtrek.store.Content;
import io.mailtrek.store.MessageHeader;
import jakarta.mail.internet.MailDateFormat;
import java.text.ParseException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

/** When a message arrived, for servers that do not tell. */
final class ArrivalDate {
  private ArrivalDate() {}

  /** The date of the topmost {@code Received} line, or else of the {@code Date} line. */
  static Optional<OffsetDateTime> of(Content content) {
    MessageHeader header = MessageHeader.of(content);
    return Stream.of(
            header.value("Received").map(value -> value.substring(value.lastIndexOf(';') + 1)),
            header.value("Date"))
        .flatMap(Optional::stream)
        .flatMap(text -> parse(text).stream())
        .findFirst();
  }

  private static Optional<OffsetDateTime> parse(String text) {
    try {
      return Optional.of(
          new MailDateFormat().parse(text.strip()).toInstant().atOffset(ZoneOffset.UTC));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }
}
