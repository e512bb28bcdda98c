package io.mailtrek.store.imap;

import io.mailtrek.store.FatalException;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
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

  private static final Set<String> PAUSE = Set.of("UNAVAILABLE", "INUSE", "THROTTLED", "OVERQUOTA");
  private static final Set<String> BUSY = Set.of("SERVERBUG", "CONTACTADMIN", "EXPIRED");
  private static final Pattern BACK_OFF =
      Pattern.compile("Suggested Backoff Time: (\\d{1,9}) milliseconds", Pattern.CASE_INSENSITIVE);

  /** Exchange, Gmail, Yahoo, Courier, Cyrus, Zimbra and others say it in words alone. */
  private static final Pattern THROTTLED =
      words(
          "throttl|too many|try again|temporar|backoff time|server (is )?(too )?busy|overloaded"
              + "|server unavailable|rate limit|bandwidth limit|command or bandwidth"
              + "|authenticated but not connected|connection limit|(max\\w*|number) .*connections"
              + "|connections .*(exceed|reached)");

  private static final Pattern LIMIT_OF_AN_ITEM =
      words("flag|keyword|label|annotation|folder name|mailbox name|too (large|big|long|deep)");

  /** Dovecot has no code of its own for it, others have none at all. */
  private static final Pattern TOO_LARGE =
      words("\\b(mail|message|item) size|message .*exceed|too (large|big)|larger than");

  private static final Set<String> CODES_OF_LARGE = Set.of("", "ALERT", "CANNOT", "LIMIT");
  private static final Pattern LIMIT_OF_TRAFFIC =
      words("bandwidth|command|\\brate|throttl|connection");
  private static final Pattern OF_SERVER =
      words("(your|this|per|same) (ip|host|address)|server (is )?(too )?busy|overloaded|shutting");
  private static final Pattern OF_ACCOUNT = words("user|account|mailbox|connections");

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

  private static Pattern words(String expression) {
    return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
  }

  /**
   * Whether the server asks to be left alone for a while. OVERQUOTA is what Gmail says of too much
   * traffic; of what adds mail see {@link #full}.
   */
  boolean throttled() {
    if (code.isEmpty() || code.equals("ALERT")) {
      return THROTTLED.matcher(text).find();
    }
    return PAUSE.contains(code)
        || (code.equals("LIMIT") && !LIMIT_OF_AN_ITEM.matcher(text).find() && !tooLarge());
  }

  /** Whether the item is too large, said of a command that adds one. */
  private boolean tooLarge() {
    return code.equals("TOOBIG")
        || (CODES_OF_LARGE.contains(code) && TOO_LARGE.matcher(text).find());
  }

  /** Whether the mailbox is full, said of a command that adds to it. */
  boolean full() {
    return code.equals("OVERQUOTA") && !LIMIT_OF_TRAFFIC.matcher(text).find();
  }

  /** Whether the server is slower on purpose, although it did what it was asked. */
  boolean slowed() {
    return code.equals("THROTTLED") || text.endsWith("[THROTTLED]");
  }

  /** Whether {@link #throttled} is about the server as a whole, not about one account. */
  boolean aboutServer() {
    return OF_SERVER.matcher(text).find() && !text.toLowerCase(Locale.ROOT).contains("user");
  }

  /** The same in the answer to a login, which comes before any account is used. */
  boolean aboutServerAtLogin() {
    return aboutServer() || (code.equals("UNAVAILABLE") && !OF_ACCOUNT.matcher(text).find());
  }

  /** Whether the connection is of no use any more: Exchange has no mailbox behind it. */
  boolean connectionUseless() {
    return text.contains("authenticated but not connected");
  }

  /** Whether it may go well another time. */
  boolean busy() {
    return throttled() || BUSY.contains(code);
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
    return refusal(Problem.REFUSED, what);
  }

  /**
   * The same where a refusal that is about one item has another name.
   *
   * @param ofItem what it is then
   */
  StoreException refusal(Problem ofItem, String what) {
    String message = what + ": the server answered " + this;
    if (full()) {
      return new FatalException(
          Problem.QUOTA_FULL, message + ". Free space or raise the quota, then run the pass again");
    }
    if (throttled()) {
      return askedForPause(what);
    }
    return BUSY.contains(code)
        ? new TransientException(Problem.SERVER_TROUBLE, message, null, retryAfter())
        : new PermanentException(
            ofItem == Problem.REFUSED && tooLarge() ? Problem.TOO_LARGE : ofItem, message);
  }

  /** What {@link #throttled} means for the caller. */
  TransientException askedForPause(String what) {
    return TransientException.throttled(what + ": the server answered " + this, retryAfter());
  }

  /** As the server wrote it, on one line. */
  @Override
  public String toString() {
    String shown =
        code.isEmpty() ? "" : " [" + code + (arguments.isEmpty() ? "" : " " + arguments) + "]";
    return condition + shown + (text.isEmpty() ? "" : " " + text);
  }
}
