package io.mailtrek.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.config.OptionTexts;
import io.mailtrek.store.FatalException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ErrorLimitTest {

  @Test
  void moreFailedItemsThanTheLimitFailTheMailbox() {
    ErrorLimit limit = limit(Map.of("mailtrek.max-item-failures", "2"));

    assertEquals(Optional.empty(), limit.exceeded(2, 0));
    String message = limit.exceeded(3, 0).map(FatalException::getMessage).orElseThrow();
    assertTrue(
        message.startsWith("More than 2 items failed (mailtrek.max-item-failures)."), message);
  }

  @Test
  void aLargerPartThanTheBudgetFailsTheMailbox() {
    ErrorLimit limit = limit(Map.of("mailtrek.error-budget", "10%"));

    assertEquals(Optional.empty(), limit.exceeded(5, 50));
    String message = limit.exceeded(6, 50).map(FatalException::getMessage).orElseThrow();
    assertTrue(
        message.startsWith("6 of 50 items, more than 10%, failed (mailtrek.error-budget)."),
        message);
  }

  @Test
  void theLimitCountsAlsoWhereTheBudgetIsNotUsedUp() {
    ErrorLimit limit =
        limit(Map.of("mailtrek.error-budget", "50%", "mailtrek.max-item-failures", "1"));

    assertTrue(limit.exceeded(2, 1_000).isPresent());
  }

  @Test
  void thereIsNoBudgetWhileTheNumberOfItemsIsUnknown() {
    assertEquals(Optional.empty(), limit(Map.of("mailtrek.error-budget", "0%")).exceeded(1, 0));
  }

  private static ErrorLimit limit(Map<String, String> options) {
    return new ErrorLimit(new OptionTexts(new TreeMap<>(options)).read());
  }
}
