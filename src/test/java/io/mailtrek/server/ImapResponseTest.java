package io.mailtrek.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImapResponseTest {
  @Test
  void takesListsQuotedStringsAndSectionsApart() {
    ImapResponse response =
        new ImapResponse(
            List.of(
                "* 5 FETCH (FLAGS (\\Seen a[b) BODY[HEADER.FIELDS (TO)] NIL X \"a \\\"b\\\"\")"),
            List.of());
    assertEquals(
        List.of(
            "*",
            "5",
            "FETCH",
            List.of(
                "FLAGS",
                List.of("\\Seen", "a[b"),
                "BODY[HEADER.FIELDS (TO)]",
                "NIL",
                "X",
                "a \"b\"")),
        response.items());
  }

  @Test
  void keepsLiteralsAsBytes() {
    byte[] bytes = "a\r\n)".getBytes(StandardCharsets.US_ASCII);
    ImapResponse response =
        new ImapResponse(List.of("* 1 FETCH (BODY[] ", " UID 7)"), List.of(bytes));
    assertEquals("* 1 FETCH (BODY[] {4} UID 7)", response.text());
    List<?> values = ImapResponse.list(response.items().get(3));
    assertArrayEquals(bytes, ImapResponse.bytes(values.get(1)));
    assertEquals("7", values.get(3));
  }

  @Test
  void tellsKindsAndTags() {
    assertTrue(new ImapResponse(List.of("* list () \"/\" a"), List.of()).is("LIST"));
    assertTrue(new ImapResponse(List.of("r1 OK done"), List.of()).answers("r1"));
    assertTrue(new ImapResponse(List.of("r1 OK done"), List.of()).ok());
  }
}
