package io.mailtrek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.corpus.OddMail;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageHeaderTest {
  @Test
  void findsTheMessageIdHoweverItIsWritten() {
    assertEquals(Optional.of("<a@b>"), id("Subject: x\r\nMessage-ID: <a@b>\r\n\r\n"));
    assertEquals(Optional.of("<a@b>"), id("message-id:<a@b>"));
    assertEquals(Optional.of("<a@b>"), id("MESSAGE-ID  : <a@b>  \nSubject: x\n\n"));
    assertEquals(Optional.of("<a@b>"), id("Message-ID:\r\n\t<a@b>\r\nSubject: x\r\n"));
    assertEquals(Optional.of("<a b>"), id("Message-ID: <a\r\n b>\r\n"));
    assertEquals(Optional.of("<1@x>"), id("Message-ID: <1@x>\r\nMessage-ID: <2@x>\r\n"));
    assertEquals(Optional.of("<gr\u00fc@x>"), id("Message-ID: <gr\u00fc@x>\r\n"));
    assertEquals(Optional.of("<ab>"), id("Message-ID: <a\0b>\r\n"));
    assertEquals(998, id("Message-ID: " + "i".repeat(3000)).orElseThrow().length());
  }

  @Test
  void findsNoneWhereThereIsNone() {
    assertEquals(Optional.empty(), id(""));
    assertEquals(Optional.empty(), id("Message-ID"));
    assertEquals(Optional.empty(), id("Message-ID:"));
    assertEquals(Optional.empty(), id("Message-ID: \r\nSubject: x\r\n\r\n"));
    assertEquals(Optional.empty(), id("X-Message-ID: <a@b>\r\nMessage-ID2: <a@b>\r\n"));
    assertEquals(Optional.empty(), id("Subject: x\r\n Message-ID: <a@b>\r\n"));
    assertEquals(Optional.empty(), id("Subject: x\r\n\r\nMessage-ID: <body@b>\r\n"));
    assertEquals(Optional.empty(), id("\nMessage-ID: <body@b>\n"));
  }

  @ParameterizedTest
  @MethodSource("io.mailtrek.corpus.OddMail#all")
  void readsOddMailWithoutComplaint(OddMail mail) {
    Trace trace = trace(mail);
    assertEquals(mail.content().length, trace.size());
    assertEquals(trace.messageId().isPresent() ? 16 : 64, trace.hash().length());
  }

  private static Trace trace(OddMail mail) {
    Delivery delivery =
        DestinationContract.delivery(ItemType.MAIL, ItemKey.of(1), mail.in("INBOX"));
    return delivery.trace();
  }

  private static Optional<String> id(String message) {
    byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
    return MessageHeader.of(Content.of(bytes)).messageId();
  }
}
