package io.mailtrek.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What went wrong, told apart by what a person does about it. The message of an error has the
 * details: where, and what the server said.
 */
public enum Problem {
  UNREACHABLE(
      ErrorClass.TRANSIENT,
      "Check that the server is up and can be reached from this machine (host, port, firewall),"
          + " then submit the pass again: it goes on where it was."),
  CONNECTION_LOST(
      ErrorClass.TRANSIENT,
      "Submit the pass again: it goes on where it was. If it happens often, look into the log of"
          + " the server, and lower mailtrek.connections-per-mailbox and"
          + " mailtrek.concurrent-mailboxes."),
  THROTTLED(
      ErrorClass.TRANSIENT,
      "Submit the pass again later: it goes on where it was. To be throttled less, set limits of"
          + " your own (mailtrek.source.max-…, mailtrek.destination.max-…)."),
  SERVER_TROUBLE(
      ErrorClass.TRANSIENT,
      "Ask whoever runs the server, then submit the pass again: it goes on where it was."),

  REFUSED(
      ErrorClass.ITEM_PERMANENT,
      "Read the server's answer. A malformed message may be taken with mailtrek.repair = auto, and"
          + " mailtrek.quarantine keeps such messages as files. When the cause is mended, run"
          + " 'mailtrek retry'."),
  TOO_LARGE(
      ErrorClass.ITEM_PERMANENT,
      "Raise the limit at the destination and run 'mailtrek retry'. To leave such items out, set"
          + " mailtrek.max-item-size; then they count as filtered."),
  DROPS_CONNECTION(
      ErrorClass.ITEM_PERMANENT,
      "The destination can't stand this message: its log says why. It may take it with"
          + " mailtrek.repair = auto, and mailtrek.quarantine keeps it as a file. Then run"
          + " 'mailtrek retry'."),
  UNREADABLE(
      ErrorClass.ITEM_PERMANENT,
      "The source can't give this message: look at it there with a mail program, have its index"
          + " repaired, and run 'mailtrek retry'."),
  FOLDER_REFUSED(
      ErrorClass.ITEM_PERMANENT,
      "Permit the folder at the server, or send it elsewhere by mailtrek.folder-map.N, and run"
          + " 'mailtrek retry'."),
  TYPE_NOT_TAKEN(
      ErrorClass.ITEM_PERMANENT,
      "No store of the destination takes items of this type: name one that does"
          + " (mailtrek.destination.dav for calendars, contacts, journals, notes and tasks, or"
          + " mailtrek.destination.ews for all)."),
  DIFFERS(
      ErrorClass.ITEM_PERMANENT,
      "An item with the same UID and another content is at the destination, and nothing is ever"
          + " changed there. Compare the two. To have the source's, delete that one, and run"
          + " 'mailtrek retry'."),
  FOLDER_REPLACED(
      ErrorClass.ITEM_PERMANENT,
      "The items of the folder have other numbers now, so what failed can't be told any more: run"
          + " 'mailtrek full', which knows them by what they are."),
  STEP_FAILED(
      ErrorClass.ITEM_PERMANENT,
      "A step of the route failed, not a server: mend it in the routes folder, and run 'mailtrek"
          + " retry'."),

  LOGIN_REFUSED(
      ErrorClass.MAILBOX_FATAL,
      "Check login name and password in config/mailboxes.csv or in the settings, that the mailbox"
          + " exists, and that the protocol is permitted for it (IMAP, CalDAV, CardDAV, EWS)."
          + " 'mailtrek full' then goes on."),
  RIGHTS_MISSING(
      ErrorClass.MAILBOX_FATAL,
      "Give the login the right that the message names. 'mailtrek full' then goes on."),
  QUOTA_FULL(
      ErrorClass.MAILBOX_FATAL,
      "Free space in the mailbox at the destination or raise its quota. 'mailtrek full' then goes"
          + " on."),
  TOO_MANY_FAILURES(
      ErrorClass.MAILBOX_FATAL,
      "See 'mailtrek errors', and mend what most of them have in common. Or raise"
          + " mailtrek.max-item-failures. 'mailtrek full' then goes on."),
  SOURCE_CHANGED(
      ErrorClass.MAILBOX_FATAL,
      "A folder was replaced at the source while it was read: run 'mailtrek full', which knows the"
          + " items by what they are."),
  DESTINATION_UNWELL(
      ErrorClass.MAILBOX_FATAL,
      "Look into the log of the destination, then run 'mailtrek full': it goes on where it was."),
  NOT_IN_PROJECT(
      ErrorClass.MAILBOX_FATAL,
      "Put the mailbox back into the list of mailboxes, or leave it: its other passes stay"
          + " recorded."),
  MAILBOX_FAILED(
      ErrorClass.MAILBOX_FATAL, "Mend what the message names. 'mailtrek full' then goes on."),

  HOST_UNKNOWN(
      ErrorClass.PROJECT_FATAL,
      "Check the host name in the address of the server (mailtrek.source.… or"
          + " mailtrek.destination.…), and the name service of this machine."),
  CERTIFICATE_NOT_TRUSTED(
      ErrorClass.PROJECT_FATAL,
      "Check the host name, or name a truststore that holds the certificate, as in"
          + " imaps://HOST?truststore=config/ca.pem; davs:// and ews:// take it, too."),
  TLS_FAILED(
      ErrorClass.PROJECT_FATAL,
      "Check port and security of the server's address: imaps://, davs:// and ews:// are TLS from"
          + " the first byte, imap:// is STARTTLS."),
  LOGIN_IMPOSSIBLE(
      ErrorClass.PROJECT_FATAL,
      "The server permits no login of this kind: check its address, and"
          + " mailtrek.source.admin-login or mailtrek.destination.admin-login."),
  NO_ROUTE(
      ErrorClass.PROJECT_FATAL,
      "Copy the route of the pass from MailTrek's routes folder into that of the project, or start"
          + " the route."),
  LEDGER_UNUSABLE(
      ErrorClass.PROJECT_FATAL,
      "Nothing may be migrated that can't be recorded: mend what the message names, then submit the"
          + " pass again. It goes on where it was.");

  private static final Map<String, Problem> BY_WORD =
      Arrays.stream(values()).collect(Collectors.toMap(Problem::word, Function.identity()));

  private final ErrorClass errorClass;
  private final String advice;

  Problem(ErrorClass errorClass, String advice) {
    this.errorClass = errorClass;
    this.advice = advice;
  }

  /** How far it reaches. */
  public ErrorClass errorClass() {
    return errorClass;
  }

  /** What to do about it, in sentences for a person. */
  public String advice() {
    return advice;
  }

  /** Whether another form of the message may be taken. */
  public boolean mayBeRepaired() {
    return this == REFUSED || this == DROPS_CONNECTION;
  }

  /** The word for it in reports: {@code too-large}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The problem with this word; empty when there is none. */
  public static Optional<Problem> of(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }
}
