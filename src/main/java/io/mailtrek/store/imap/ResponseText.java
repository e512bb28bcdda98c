package io.mailtrek.store.imap;

import io.mailtrek.store.FatalException;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.iap.Response;

/**
 * A status response (RFC 9051 §7.1): its condition, its response code and the server's words.
 *
 * @param condition OK, NO, BAD or BYE
 * @param code the name of the code in upper case, such as {@code APPENDUID}; empty without a code
 * @param arguments what follows the name of the code
 * @param text what the server says to people
 */
record ResponseText(Condition condition, String code, String arguments, String text) {

  enum Condition {
    OK,
    NO,
    BAD,
    BYE
  }

  private static final Set<String> BUSY =
      Set.of("UNAVAILABLE", "INUSE", "LIMIT", "THROTTLED", "SERVERBUG", "CONTACTADMIN", "EXPIRED");
  private static final Pattern BACK_OFF =
      Pattern.compile("Suggested Backoff Time: (\\d{1,9}) milliseconds", Pattern.CASE_INSENSITIVE);
  private static final Pattern THROTTLED =
      Pattern.compile(
          "throttl|too many|try again|temporar|backoff time|server busy", Pattern.CASE_INSENSITIVE);

  /** Reads the rest of a status response. */
  static ResponseText of(Response response) {
    Condition condition =
        response.isOK()
            ? Condition.OK
            : response.isBAD() ? Condition.BAD : response.isBYE() ? Condition.BYE : Condition.NO;
    String rest = response.getRest();
    int end = rest.indexOf(']');
    if (!rest.startsWith("[") || end < 0) {
      return new ResponseText(condition, "", "", rest.strip());
    }
    String code = rest.substring(1, end).strip();
    int space = code.indexOf(' ');
    String name = (space < 0 ? code : code.substring(0, space)).toUpperCase(Locale.ROOT);
    String arguments = space < 0 ? "" : code.substring(space + 1).strip();
    return new ResponseText(condition, name, arguments, rest.substring(end + 1).strip());
  }

  boolean ok() {
    return condition == Condition.OK;
  }

  /** Whether the server only asks to come back later. */
  boolean busy() {
    boolean wordsOnly = code.isEmpty() || code.equals("ALERT");
    return wordsOnly ? THROTTLED.matcher(text).find() : BUSY.contains(code);
  }

  /** How long the server asks to wait; zero when it does not say. */
  Duration retryAfter() {
    Matcher matcher = BACK_OFF.matcher(text);
    return matcher.find() ? Duration.ofMillis(Long.parseLong(matcher.group(1))) : Duration.ZERO;
  }

  /**
   * What a refusal means for the caller, who then knows whether to wait, to go on without the item
   * or folder, or to end the mailbox.
   *
   * @param what which command failed, and where
   */
  StoreException refusal(String what) {
    String message = what + ": the server answered " + this;
    if (code.equals("OVERQUOTA")) {
      return new FatalException(
          message + ". Free space or raise the quota, then run the pass again");
    }
    if (busy()) {
      return new TransientException(message, null, retryAfter());
    }
    return new PermanentException(message);
  }

  /** As the server wrote it, on one line. */
  @Override
  public String toString() {
    String shown =
        code.isEmpty() ? "" : " [" + code + (arguments.isEmpty() ? "" : " " + arguments) + "]";
    return condition + shown + (text.isEmpty() ? "" : " " + text);
  }
}
