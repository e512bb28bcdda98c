package io.mailtrek.config;

import io.mailtrek.store.Login;
import io.mailtrek.store.Secret;
import java.util.Optional;

/** How an administrator says for which mailbox it logs in. */
public enum AdminLogin {
  /** SASL PLAIN with an authorization identity (RFC 4616). */
  AUTHORIZATION_ID,
  /** A login name that holds both, as in {@code user*admin}. */
  MASTER_USER;

  /** The login of {@code admin} for the mailbox with the login name {@code user}. */
  Login login(String admin, Secret secret, String user, String separator) {
    return this == AUTHORIZATION_ID
        ? new Login(admin, secret, Optional.of(user))
        : new Login(user + separator + admin, secret, Optional.empty());
  }
}
