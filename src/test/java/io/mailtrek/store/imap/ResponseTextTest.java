package io.mailtrek.store.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.FatalException;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import java.time.Duration;
import org.eclipse.angus.mail.iap.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseTextTest {
  @Test
  void readsCodesAndText() {
    ResponseText text = text("a OK [APPENDUID 7 1:3] well done");
    assertEquals("APPENDUID", text.code());
    assertEquals("7 1:3", text.arguments());
    assertEquals("well done", text.text());
    assertEquals("OK [APPENDUID 7 1:3] well done", text.toString());
    assertEquals("NO", text("a NO").toString());
    assertEquals("BAD [open", text("a BAD [open").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NO [UNAVAILABLE] later",
        "NO [INUSE] locked",
        "NO [LIMIT] too many",
        "NO [THROTTLED] slow down",
        "NO Request is throttled. Suggested Backoff Time: 10 milliseconds",
        "NO [ALERT] Too many simultaneous connections",
        "BAD temporary failure, try again"
      })
  void comesBackLater(String line) {
    assertInstanceOf(TransientException.class, refusal(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"NO no", "NO [TOOBIG] no", "NO [CANNOT] no", "BAD what?", "NO [NOPERM] no"})
  void goesOnWithoutTheItem(String line) {
    assertInstanceOf(PermanentException.class, refusal(line));
  }

  @Test
  void endsTheMailboxWhenTheQuotaIsFull() {
    assertInstanceOf(FatalException.class, refusal("NO [OVERQUOTA] full"));
  }

  @Test
  void tellsALimitOfTrafficFromThatOfAnItem() {
    assertTrue(text("a NO [LIMIT] APPEND Rate limit hit.").throttled());
    assertFalse(text("a NO [LIMIT] Too many keywords").throttled());
    assertTrue(text("a NO [OVERQUOTA] Quota exceeded").full());
    assertFalse(
        text("a NO [OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)").full());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NO [TOOBIG] no",
        "NO [LIMIT] Mail size is larger than the maximum size allowed by server configuration",
        "NO [CANNOT] Message too large",
        "NO Message size exceeds fixed limit"
      })
  void knowsWhatIsTooLargeByItsCodeOrByItsWords(String line) {
    assertFalse(text("a " + line).throttled());
    assertEquals(Problem.TOO_LARGE, refusal(line).problem());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NO [LIMIT] Too many keywords",
        "NO [ALREADYEXISTS] Mailbox already exists",
        "NO Invalid header"
      })
  void knowsWhatIsRefusedForOtherReasons(String line) {
    assertEquals(Problem.REFUSED, refusal(line).problem());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NO no such message",
        "NO [NONEXISTENT] no such folder",
        "NO [AUTHENTICATIONFAILED] Too many failures",
        "BAD Command received in Invalid state.",
        "OK Success"
      })
  void takesOtherAnswersForWhatTheyAre(String line) {
    assertFalse(text("a " + line).throttled());
  }

  @Test
  void tellsAServerFromAnAccount() {
    assertTrue(text("a NO Too many connections from your IP").aboutServer());
    assertTrue(text("a NO Server is too busy").aboutServer());
    assertFalse(text("a NO Maximum number of connections from user+IP exceeded").aboutServer());
    assertTrue(text("a NO [UNAVAILABLE] Temporary authentication failure.").aboutServerAtLogin());
    assertFalse(
        text("a NO [UNAVAILABLE] Maximum number of connections from user+IP exceeded")
            .aboutServerAtLogin());
  }

  @Test
  void readsHowLongToWait() {
    assertEquals(
        Duration.ofMillis(299961),
        text("a NO x Suggested Backoff Time: 299961 milliseconds").retryAfter());
    assertEquals(Duration.ZERO, text("a NO [INUSE] x").retryAfter());
  }

  private static StoreException refusal(String line) {
    return text("a " + line).refusal("APPEND");
  }

  private static ResponseText text(String line) {
    return ResponseText.of(new Response(line));
  }
}
