package io.mailtrek.config;

import io.mailtrek.store.Login;
import io.mailtrek.store.Secret;
import java.util.Locale;
import java.util.Optional;

/**
 * How mailboxes log in at one side: by the password of their row, or else by what the project has
 * for all of them.
 *
 * @param side {@code source} or {@code destination}
 * @param username the administrator
 * @param password the password for mailboxes that have none
 * @param passwordGiven whether there is one, though it may be wrong
 */
record EndpointLogins(
    String side,
    Optional<String> username,
    Optional<Secret> password,
    boolean passwordGiven,
    AdminLogin adminLogin,
    String masterSeparator) {

  static EndpointLogins of(String side, Setting.Endpoint settings, Values values) {
    return new EndpointLogins(
        side,
        values.get(settings.username()),
        values.get(settings.password()),
        values.has(settings.password()),
        values.standard(settings.adminLogin()),
        values.standard(settings.masterSeparator()));
  }

  /** For commands that log in nowhere: no password is read, and none is missed. */
  static EndpointLogins unused(String side) {
    return new EndpointLogins(
        side, Optional.empty(), Optional.empty(), true, AdminLogin.AUTHORIZATION_ID, "");
  }

  /** The login of a mailbox; empty when there is no password for it. */
  Optional<Login> login(String address, Optional<String> name, Optional<Secret> own) {
    String user = name.orElse(address);
    if (own.isPresent()) {
      return Optional.of(new Login(user, own.get(), Optional.empty()));
    }
    if (password.isEmpty() && passwordGiven) {
      // The mistake in the project's password is already reported; one a mailbox would bury it.
      return Optional.of(new Login(user, new Secret(""), Optional.empty()));
    }
    return password.map(
        secret ->
            username
                .map(admin -> adminLogin.login(admin, secret, user, masterSeparator))
                .orElseGet(() -> new Login(user, secret, Optional.empty())));
  }

  /** What to tell when there is no login. */
  String missing(String address) {
    String title = side.substring(0, 1).toUpperCase(Locale.ROOT) + side.substring(1);
    return "There is no password for '"
        + address
        + "' at the "
        + side
        + ". Fill the column '"
        + title
        + " Password', or set mailtrek."
        + side
        + ".password.";
  }
}
