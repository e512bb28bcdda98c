package io.mailtrek.store.imap;

import jakarta.mail.internet.MailDateFormat;
import java.text.ParsePosition;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;

/** The Date header (RFC 5322 §3.6.1), read with tolerance. */
final class SentDate {
  private SentDate() {}

  /** The date in UTC; empty when the text is no date. */
  static Optional<OffsetDateTime> parse(String text) {
    // Not shared: the format is not safe for use by many threads.
    Date date = new MailDateFormat().parse(text, new ParsePosition(0));
    return Optional.ofNullable(date).map(Date::toInstant).map(i -> i.atOffset(ZoneOffset.UTC));
  }
}
