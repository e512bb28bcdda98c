package io.mailtrek.repair;

import io.mailtrek.store.Content;
import io.mailtrek.store.dav.GroupwareRepair;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * One thing that servers refuse items for, and what is done about it. In the order of the ladder:
 * first what changes no character that a person reads. Those of messages and those of calendars and
 * contacts have nothing to do with each other, but for line ends.
 */
public enum Repair {
  /** The line {@code From …} that mbox files put before a message is no part of it: removed. */
  FROM_LINE,
  /** RFC 5322 §2.3: lines end with CRLF. A lone LF or CR becomes one. */
  BARE_LF,
  /** RFC 9051 §4.3: a literal holds no NUL. They are removed. */
  NUL,
  /** RFC 5322 §2.2: a header holds ASCII only. Words with other bytes are encoded (RFC 2047). */
  EIGHT_BIT_HEADER,
  /** RFC 5322 §2.1.1: a line has at most 998 characters. Longer ones are broken. */
  LONG_LINES,
  /** RFC 5545 §3.8.4.7: each item has a UID. One is made of its content. */
  UID,
  /** RFC 5545 §3.8.7.2: each item has a DTSTAMP. It gets the time of its last change. */
  DTSTAMP,
  /** An event has an end for servers that can't do without: the moment or day of its start. */
  DTEND,
  /** RFC 8607 §3.4.1: only the server that keeps an attachment gives it a MANAGED-ID. Removed. */
  MANAGED_ID,
  /** RFC 6352 §5.1: a vCard is of version 3.0 or 4.0. One of 2.1 is written as 3.0. */
  VCARD_VERSION;

  private static final Set<Repair> OF_GROUPWARE =
      EnumSet.of(BARE_LF, UID, DTSTAMP, DTEND, MANAGED_ID, VCARD_VERSION);

  /** Whether it is of calendars and contacts, not of messages. */
  boolean ofGroupware() {
    return OF_GROUPWARE.contains(this);
  }

  /** Whether it is of messages. */
  boolean ofMessages() {
    return this == BARE_LF || !ofGroupware();
  }

  /** The item without this fault; the same object when it does not have it. */
  Content of(Content message) {
    return switch (this) {
      case FROM_LINE -> FromLine.remove(message);
      case BARE_LF -> LineEnds.repair(message);
      case NUL -> NulBytes.remove(message);
      case EIGHT_BIT_HEADER -> EightBitHeader.encode(message);
      case LONG_LINES -> LongLines.fold(message);
      case UID -> GroupwareRepair.uid(message);
      case DTSTAMP -> GroupwareRepair.dtstamp(message);
      case DTEND -> GroupwareRepair.dtend(message);
      case MANAGED_ID -> GroupwareRepair.managedId(message);
      case VCARD_VERSION -> GroupwareRepair.vcard3(message);
    };
  }

  /** The word for it in reports: {@code bare-lf}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
