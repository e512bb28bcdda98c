package io.mailtrek.notify;

import static io.mailtrek.ledger.MailboxPassStatus.COMPLETED;
import static io.mailtrek.ledger.MailboxPassStatus.FAILED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailtrek.config.Notifications;
import io.mailtrek.store.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WebhookRequestTest {
  private static final Notifications.Webhook WEBHOOK =
      new Notifications.Webhook(URI.create("https://hooks.example/s3cret-path"), new Secret("key"));

  private final WebhookRequest request = new WebhookRequest(WEBHOOK);

  @Test
  void thePublishedExampleOfHmacSha256HasItsSignature() {
    byte[] body = "The quick brown fox jumps over the lazy dog".getBytes(StandardCharsets.US_ASCII);

    assertEquals(
        "sha256=f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8",
        request.signature(body));
  }

  @Test
  void theEndOfAPassHasItsCounts() throws IOException {
    JsonNode json = json(SampleNotifications.ended(COMPLETED, FAILED));

    assertEquals("pass-ended", json.path("event").asText());
    assertEquals("2026-11-22T20:15:30Z", json.path("at").asText());
    assertEquals("contoso", json.path("project").asText());
    assertEquals(3, json.path("pass").asLong());
    assertEquals("full", json.path("type").asText());
    assertEquals("Failed", json.path("status").asText());
    assertEquals(2, json.path("mailboxes").asLong());
    assertEquals(1, json.path("failedMailboxes").asLong());
    assertEquals(4, json.path("listed").asLong());
    assertEquals(2, json.path("failed").asLong());
    assertEquals("user1@old.example", json.path("troubled").path(1).path("mailbox").asText());
  }

  @Test
  void aMailboxThatFailedHasTheReason() throws IOException {
    JsonNode json = json(SampleNotifications.failed("anna@old.example", "Quota \"full\"\r\n"));

    assertEquals("mailbox-failed", json.path("event").asText());
    assertEquals("anna@old.example", json.path("mailbox").asText());
    assertEquals("Quota \"full\"\r\n", json.path("message").asText());
  }

  @Test
  void theFirstErrorHasItsFolder() throws IOException {
    JsonNode json = json(SampleNotifications.error("Projects", "Too large."));

    assertEquals("first-error", json.path("event").asText());
    assertEquals("Projects", json.path("folder").asText());
    assertEquals("Too large.", json.path("message").asText());
  }

  @Test
  void neitherTheKeyNorThePathIsShown() {
    assertFalse(WEBHOOK.toString().contains("s3cret-path"), WEBHOOK.toString());
    assertFalse(WEBHOOK.toString().contains("key"), WEBHOOK.toString());
  }

  private JsonNode json(Notification notification) throws IOException {
    return new ObjectMapper().readTree(request.body(notification));
  }
}
