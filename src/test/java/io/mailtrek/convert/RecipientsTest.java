package io.mailtrek.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.Content;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.dav.RecipientMapping;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipientsTest {
  private static final RecipientMapping RULES =
      new RecipientMapping(Map.of("@old.example", "@new.example"));
  private static final byte[] EVENT =
      "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nATTENDEE:mailto:a@old.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  @Test
  void addressesInAnEventChange() {
    RecipientMapping.Mapped mapped =
        Recipients.of(RULES, ItemType.CALENDAR, "x@old.example", Content.of(EVENT));
    assertEquals(1, mapped.changes());
    assertTrue(
        new String(mapped.content().toByteArray(), StandardCharsets.US_ASCII)
            .contains("a@new.example"));
  }

  @Test
  void nothingChangesInWhatOnlyAnotherServerOfItsKindCanRead() {
    Content stream = Content.opaque(EVENT);
    RecipientMapping.Mapped mapped =
        Recipients.of(RULES, ItemType.CALENDAR, "x@old.example", stream);
    assertEquals(0, mapped.changes());
    assertSame(stream, mapped.content());
  }
}
