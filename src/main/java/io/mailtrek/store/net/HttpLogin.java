package io.mailtrek.store.net;

import io.mailtrek.store.Login;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Values of the header Authorization. They are secrets. */
public final class HttpLogin {
  private HttpLogin() {}

  /** Name and password (RFC 7617). */
  public static String basic(Login login) {
    byte[] text =
        (login.username() + ":" + login.secret().reveal()).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(text);
  }

  /**
   * A token (RFC 6750). What can't be in one, as a line break at its end, is left out: an error
   * about it would show the token.
   */
  public static String bearer(String token) {
    return "Bearer " + token.replaceAll("[^!-~]", "");
  }
}
