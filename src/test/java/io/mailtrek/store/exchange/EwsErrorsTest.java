package io.mailtrek.store.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.TransientException;
import io.mailtrek.store.exchange.form.Ews;
import io.mailtrek.store.xml.XmlNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EwsErrorsTest {

  @ParameterizedTest
  @CsvSource({
    "ErrorServerBusy, TransientException, THROTTLED, TransientException, THROTTLED",
    "ErrorExceededConnectionCount, TransientException, THROTTLED, TransientException, THROTTLED",
    "ErrorTooManyObjectsOpened, TransientException, THROTTLED, TransientException, THROTTLED",
    "ErrorTimeoutExpired, TransientException, SERVER_TROUBLE, TransientException, SERVER_TROUBLE",
    "ErrorMailboxMoveInProgress, TransientException, SERVER_TROUBLE, TransientException, SERVER_TROUBLE",
    "ErrorMailboxStoreUnavailable, TransientException, SERVER_TROUBLE, TransientException, SERVER_TROUBLE",
    "ErrorInternalServerTransientError, TransientException, SERVER_TROUBLE, TransientException, SERVER_TROUBLE",
    "ErrorBatchProcessingStopped, TransientException, SERVER_TROUBLE, TransientException, SERVER_TROUBLE",
    "ErrorExceededFindCountLimit, TransientException, SERVER_TROUBLE, TransientException, SERVER_TROUBLE",
    "ErrorItemNotFound, VanishedException, UNREADABLE, PermanentException, REFUSED",
    "ErrorCorruptData, PermanentException, UNREADABLE, PermanentException, REFUSED",
    "ErrorContentConversionFailed, PermanentException, UNREADABLE, PermanentException, REFUSED",
    "ErrorUnsupportedMimeConversion, PermanentException, UNREADABLE, PermanentException, REFUSED",
    "ErrorMessageSizeExceeded, PermanentException, TOO_LARGE, PermanentException, TOO_LARGE",
    "ErrorFolderNotFound, PermanentException, FOLDER_REFUSED, PermanentException, FOLDER_REFUSED",
    "ErrorQuotaExceeded, FatalException, QUOTA_FULL, FatalException, QUOTA_FULL",
    "ErrorAccessDenied, FatalException, RIGHTS_MISSING, FatalException, RIGHTS_MISSING",
    "ErrorImpersonateUserDenied, FatalException, RIGHTS_MISSING, FatalException, RIGHTS_MISSING",
    "ErrorImpersonationFailed, FatalException, RIGHTS_MISSING, FatalException, RIGHTS_MISSING",
    "ErrorNonExistentMailbox, FatalException, LOGIN_REFUSED, FatalException, LOGIN_REFUSED",
    "ErrorMailboxConfiguration, FatalException, LOGIN_REFUSED, FatalException, LOGIN_REFUSED",
    "ErrorInvalidServerVersion, FatalException, LOGIN_IMPOSSIBLE, FatalException, LOGIN_IMPOSSIBLE",
    "ErrorWhatever, PermanentException, REFUSED, PermanentException, REFUSED",
  })
  void tellsWhatACodeMeans(
      String code, String reading, Problem ofReading, String writing, Problem ofWriting) {
    check(reading, ofReading, message("GetItem", code, ""));
    check(writing, ofWriting, message("CreateItem", code, ""));
  }

  private static void check(String type, Problem problem, EwsMessage message) {
    StoreException e = EwsErrors.of(message, "Trying at mail.old.example:443");
    assertEquals(type, e.getClass().getSimpleName());
    assertEquals(problem, e.problem());
    assertTrue(
        e.getMessage()
            .startsWith(
                "Trying at mail.old.example:443 was answered " + message.code() + ": Said."),
        e.getMessage());
  }

  private static EwsMessage message(String operation, String code, String milliseconds) {
    XmlNode element = new XmlNode(Ews.message(operation + "ResponseMessage"));
    if (!milliseconds.isEmpty()) {
      XmlNode value = Ews.text("Value", milliseconds);
      value.attribute("Name", "BackOffMilliseconds");
      XmlNode xml = new XmlNode(Ews.message("MessageXml"));
      xml.add(value);
      element.add(xml);
    }
    return new EwsMessage(false, code, "Said.", element);
  }

  @ParameterizedTest
  @CsvSource({"1500, 1500", "99999999999, 3600000", "x, 0", "'', 0"})
  void tellsHowLongAServerWantsToBeLeftAlone(String told, long milliseconds) {
    EwsMessage message = message("GetItem", "ErrorServerBusy", told);
    assertEquals(Duration.ofMillis(milliseconds), EwsErrors.backOff(message));
    TransientException e = (TransientException) EwsErrors.of(message, "Reading");
    assertTrue(e.throttled());
    assertEquals(Duration.ofMillis(milliseconds), e.retryAfter());
  }

  @Test
  void aSuccessIsNoTrouble() {
    XmlNode element = new XmlNode(Ews.message("GetItemResponseMessage"));
    EwsMessage warning = new EwsMessage(true, "ErrorServerBusy", "", element);
    assertFalse(EwsErrors.throttles(warning) || EwsErrors.passing(warning));
  }
}
