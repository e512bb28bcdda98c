package io.mailtrek.store.exchange;

import io.mailtrek.store.Login;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.net.HttpLogin;
import java.util.Optional;

/** Who logs in, for which mailbox, and what is shown for it. Safe for use by many threads. */
final class EwsLogin {
  private final ExchangeUri uri;
  private final Login login;
  private final TokenSource tokens;

  EwsLogin(ExchangeUri uri, Login login, TokenSource tokens) {
    this.uri = uri;
    this.login = login;
    this.tokens = tokens;
  }

  Login login() {
    return login;
  }

  /** The address of the mailbox, or whatever the server knows it by. */
  String mailbox() {
    return ExchangeUri.mailbox(login);
  }

  /**
   * The mailbox, when it is an address, as Exchange finds the server with it by this. A header can
   * hold no others.
   */
  Optional<String> anchor() {
    return Optional.of(mailbox()).filter(name -> name.matches("[!-~]+@[!-~]+"));
  }

  /** Whose part the login takes; an application has no mailbox of its own. */
  Optional<String> impersonated() {
    return uri.tokens().isPresent() ? Optional.of(mailbox()) : login.authorizationId();
  }

  /** The value of the header Authorization. */
  String header() throws StoreException {
    return uri.auth() == ExchangeUri.Auth.BASIC
        ? HttpLogin.basic(login)
        : HttpLogin.bearer(tokens.token(login));
  }

  /** The server has refused it; returns whether there may be another one. */
  boolean refused(String header) {
    return uri.auth() == ExchangeUri.Auth.OAUTH2
        && tokens.refused(login, header.substring(HttpLogin.bearer("").length()));
  }

  /** Who logs in for whom, for messages. */
  @Override
  public String toString() {
    return login.username()
        + impersonated()
            .filter(mailbox -> !mailbox.equals(login.username()))
            .map(mailbox -> " for " + mailbox)
            .orElse("");
  }
}
