package io.mailtrek.ledger;

import static org.h2.api.ErrorCode.DATABASE_IS_CLOSED;
import static org.h2.api.ErrorCode.DATABASE_IS_READ_ONLY;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The ledger can't be opened, read or written. Without it nothing may be migrated, so this ends a
 * mailbox pass. The message says what failed, at which URL, and what to do.
 */
public final class LedgerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final Pattern PASSWORD =
      Pattern.compile("((?:password|passwd|pwd)=)[^;&]*", Pattern.CASE_INSENSITIVE);

  /** Says what failed and what to do. */
  public LedgerException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Says what failed and what to do, where nothing else caused it. */
  public LedgerException(String message) {
    super(message);
  }

  /** Says what failed, where, in the words of the database, and what to do. */
  static LedgerException of(String what, String url, SQLException cause) {
    String words = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    words = words.replaceFirst("; SQL statement:$", "");
    return new LedgerException(
        withoutPassword(what + " (ledger " + url + "): " + words + ". ") + advice(cause), cause);
  }

  /** The URL as it may be shown. */
  static String withoutPassword(String url) {
    return PASSWORD.matcher(url).replaceAll("$1***");
  }

  private static String advice(SQLException cause) {
    if (diskIsFull(cause)) {
      return "The disk is full: free some space and start the pass again, it goes on from here.";
    }
    if (cantBeWritten(cause)) {
      return "The file is read-only: permit writing to it and into its folder, and start the pass"
          + " again, it goes on from here.";
    }
    if (caused(cause, "Writing to", DATABASE_IS_CLOSED)) {
      return "Its disk may be full or read-only: free some space, or permit writing, and start the"
          + " pass again, it goes on from here.";
    }
    return switch (cause.getErrorCode()) {
      case 90020 -> "Another program holds the file: close it, or use another mailtrek.ledger.url.";
      case 28000 -> "Check mailtrek.ledger.username and mailtrek.ledger.password.";
      case 90011 -> "Begin the path in mailtrek.ledger.url with / or ./.";
      case 90028, 90031, 90062 ->
          "Check that the path in mailtrek.ledger.url is right, and that this user may write there.";
      case 90030, 90048 ->
          "The file is damaged or was made by another version of H2: put back a copy of it.";
      default -> "Check mailtrek.ledger.url, and that the database can be reached.";
    };
  }

  private static boolean diskIsFull(Throwable cause) {
    return caused(cause, "No space left", 90100);
  }

  private static boolean cantBeWritten(Throwable cause) {
    return caused(cause, "Read-only file system", DATABASE_IS_READ_ONLY);
  }

  /** Whether an exception has these words of the system, or this code of H2. */
  private static boolean caused(Throwable cause, String words, int code) {
    for (Throwable e = cause; e != null; e = e.getCause()) {
      if (String.valueOf(e.getMessage()).contains(words)
          || (e instanceof SQLException sql && sql.getErrorCode() == code)) {
        return true;
      }
    }
    return cause != null
        && Arrays.stream(cause.getSuppressed()).anyMatch(e -> caused(e, words, code));
  }
}
