package io.mailtrek.notify;

import io.mailtrek.config.Notifications;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a webhook is sent; the bean {@code webhook} of the route. Safe for use by many threads. */
public final class WebhookRequest {
  private static final String ALGORITHM = "HmacSHA256";

  private final Notifications.Webhook webhook;

  /** Requests to this webhook. */
  public WebhookRequest(Notifications.Webhook webhook) {
    this.webhook = webhook;
  }

  /** The body: JSON in UTF-8. */
  public byte[] body(Notification notification) {
    return NotificationJson.write(notification).getBytes(StandardCharsets.UTF_8);
  }

  /** Where it goes. The address may be a secret, so it is not part of the route. */
  public String address() {
    return webhook.address().toString();
  }

  /** {@code sha256=} and the HMAC-SHA256 (RFC 2104) of the body in hexadecimal. */
  public String signature(byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      byte[] key = webhook.secret().reveal().getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }
}
