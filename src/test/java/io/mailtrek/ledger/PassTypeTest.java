package io.mailtrek.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PassTypeTest {

  @ParameterizedTest
  @EnumSource
  void aWordIsReadBack(PassType type) {
    assertEquals(type, PassType.parse(type.word()));
  }

  @Test
  void wordsAreThoseOfTheCommandLine() {
    assertEquals("pre-stage", PassType.PRE_STAGE.word());
    assertEquals(PassType.FULL, PassType.parse("Delta"));
  }

  @Test
  void anUnknownWordIsRefusedWithTheKnownOnes() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> PassType.parse("sync")).getMessage();
    assertTrue(message.contains("pre-stage"), message);
  }

  @Test
  void statusesReadLikeSentences() {
    assertEquals("Submitted", MailboxPassStatus.SUBMITTED.text());
    assertTrue(MailboxPassStatus.FAILED.finished());
  }
}
