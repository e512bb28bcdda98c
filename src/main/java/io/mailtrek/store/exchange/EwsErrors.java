package io.mailtrek.store.exchange;

import io.mailtrek.store.FatalException;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.VanishedException;
import io.mailtrek.store.xml.XmlNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the response codes of Exchange mean to a migration. */
final class EwsErrors {
  /** The longest pause that is believed. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /**
   * Our own word for a content that ends in the middle, as when Exchange writes {@code ===
   * Truncated Data ===} into what it exports: that is to be tried again.
   */
  static final String BROKEN_OFF = "BrokenOff";

  private static final Set<String> THROTTLED =
      Set.of("ErrorServerBusy", "ErrorExceededConnectionCount", "ErrorTooManyObjectsOpened");

  private static final Set<String> PASSING =
      Set.of(
          BROKEN_OFF,
          "ErrorTimeoutExpired",
          "ErrorMailboxMoveInProgress",
          "ErrorMailboxStoreUnavailable",
          "ErrorMailboxFailover",
          "ErrorInternalServerTransientError",
          "ErrorBatchProcessingStopped",
          "ErrorConnectionFailed",
          "ErrorADUnavailable",
          "ErrorNotEnoughMemory",
          "ErrorProxyRequestProcessingFailed",
          "ErrorNoRespondingCASInDestinationSite");

  /** What ends a mailbox, with advice. */
  private record Ending(Problem problem, String advice) {}

  private static final Ending RIGHTS =
      new Ending(
          Problem.RIGHTS_MISSING,
          "Give the login the role ApplicationImpersonation, or full access to the mailbox");
  private static final Ending IMPERSONATION =
      new Ending(
          Problem.RIGHTS_MISSING,
          "Give the login the role ApplicationImpersonation, with this mailbox in its scope");
  private static final Ending MAILBOX =
      new Ending(
          Problem.LOGIN_REFUSED,
          "Check the address of the mailbox, and that it is enabled and on this server");
  private static final Ending VERSION =
      new Ending(Problem.LOGIN_IMPOSSIBLE, "Exchange 2013 SP1 or later is needed");

  private static final Map<String, Ending> ENDINGS =
      Map.ofEntries(
          Map.entry("ErrorAccessDenied", RIGHTS),
          Map.entry("ErrorImpersonateUserDenied", IMPERSONATION),
          Map.entry("ErrorImpersonationDenied", IMPERSONATION),
          Map.entry("ErrorImpersonationFailed", IMPERSONATION),
          Map.entry("ErrorInvalidExchangeImpersonationHeaderData", IMPERSONATION),
          Map.entry("ErrorNonExistentMailbox", MAILBOX),
          Map.entry("ErrorMailboxConfiguration", MAILBOX),
          Map.entry("ErrorMissingEmailAddress", MAILBOX),
          Map.entry("ErrorInvalidSmtpAddress", MAILBOX),
          Map.entry("ErrorAccountDisabled", MAILBOX),
          Map.entry("ErrorCrossSiteRequest", MAILBOX),
          Map.entry("ErrorInvalidServerVersion", VERSION),
          Map.entry("ErrorIncorrectSchemaVersion", VERSION),
          Map.entry(
              "ErrorQuotaExceeded",
              new Ending(Problem.QUOTA_FULL, "Free space or raise the quota")));

  private static final Set<String> TOO_LARGE =
      Set.of("ErrorMessageSizeExceeded", "ErrorAttachmentSizeLimitExceeded");

  private static final Set<String> UNREADABLE =
      Set.of(
          "ErrorCorruptData",
          "ErrorItemCorrupt",
          "ErrorContentConversionFailed",
          "ErrorUnsupportedMimeConversion",
          "ErrorMimeContentConversionFailed",
          "ErrorInternalServerError");

  private static final Set<String> FOLDER =
      Set.of(
          "ErrorFolderNotFound",
          "ErrorParentFolderNotFound",
          "ErrorToFolderNotFound",
          "ErrorCannotCreateCalendarItemInNonCalendarFolder",
          "ErrorCannotCreateContactInNonContactFolder",
          "ErrorCannotCreateTaskInNonTaskFolder",
          "ErrorCreateItemAccessDenied",
          "ErrorCreateSubfolderAccessDenied",
          "ErrorFolderSave");

  private EwsErrors() {}

  /** Whether the server asks to be left alone; nothing was done then. */
  static boolean throttles(EwsMessage message) {
    return !message.success() && THROTTLED.contains(message.code());
  }

  /** Whether it may go well later. */
  static boolean passing(EwsMessage message) {
    return !message.success()
        && (THROTTLED.contains(message.code()) || PASSING.contains(message.code()));
  }

  /** For how long the server asks to be left alone; zero when it does not say. */
  static Duration backOff(EwsMessage message) {
    return backOff(message.element())
        .map(told -> told.compareTo(LONGEST) > 0 ? LONGEST : told)
        .orElse(Duration.ZERO);
  }

  private static Optional<Duration> backOff(XmlNode node) {
    if (node.attribute("Name").filter("BackOffMilliseconds"::equals).isPresent()) {
      return node.trimmed()
          .filter(text -> text.matches("[0-9]{1,12}"))
          .map(text -> Duration.ofMillis(Long.parseLong(text)));
    }
    return node.children().stream().flatMap(child -> backOff(child).stream()).findFirst();
  }

  /** Code and text. */
  static String words(EwsMessage message) {
    return message.text().isEmpty() ? message.code() : message.code() + ": " + message.text();
  }

  /**
   * What a message means that is no success.
   *
   * @param what was tried and where, as the beginning of a sentence: {@code Reading an item at
   *     mail.old.example:443}
   */
  static StoreException of(EwsMessage message, String what) {
    return of(message, what, writes(message));
  }

  /**
   * What it means that an operation was refused as a whole.
   *
   * @param writes whether it is one that changes something
   */
  static StoreException ofFault(EwsMessage fault, String what, boolean writes) {
    return fault.code().equals("ErrorInternalServerError")
        ? new TransientException(
            Problem.SERVER_TROUBLE, what + " was answered " + words(fault), null, backOff(fault))
        : of(fault, what, writes);
  }

  private static StoreException of(EwsMessage message, String what, boolean writes) {
    String code = message.code();
    String text = what + " was answered " + words(message);
    if (THROTTLED.contains(code)) {
      return TransientException.throttled(text, backOff(message));
    }
    if (PASSING.contains(code) || code.equals("ErrorExceededFindCountLimit")) {
      return new TransientException(Problem.SERVER_TROUBLE, text, null, backOff(message));
    }
    Ending ending = ENDINGS.get(code);
    if (ending != null) {
      return new FatalException(ending.problem(), sentence(text, ending.advice()));
    }
    if (TOO_LARGE.contains(code)) {
      return new PermanentException(
          Problem.TOO_LARGE, sentence(text, "Raise the limit, or leave the item behind"));
    }
    if (FOLDER.contains(code)) {
      return new PermanentException(
          Problem.FOLDER_REFUSED,
          sentence(text, "Look whether the folder is there and may be written to"));
    }
    if (!writes) {
      if (code.equals("ErrorItemNotFound")) {
        return new VanishedException(text);
      }
      if (UNREADABLE.contains(code)) {
        return new PermanentException(Problem.UNREADABLE, text);
      }
    }
    return new PermanentException(text);
  }

  /** What a code means depends on this; the name of the element begins with the operation. */
  private static boolean writes(EwsMessage message) {
    return message.element().name().getLocalPart().matches("(Create|Update|Upload|Delete).*");
  }

  static String sentence(String message, String advice) {
    return message + (message.endsWith(".") ? " " : ". ") + advice;
  }
}
