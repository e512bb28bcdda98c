package io.mailtrek.console;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ChromiumConditionTest {
  @Test
  void withoutChromiumTestsAreSkippedButFailOnABuildServer() {
    assertFalse(ChromiumCondition.decide(true, true).isDisabled());
    assertTrue(ChromiumCondition.decide(false, false).getReason().orElse("").contains("Chromium"));
    assertTrue(ChromiumCondition.decide(false, false).isDisabled());
    assertThrows(IllegalStateException.class, () -> ChromiumCondition.decide(false, true));
  }
}
