package io.mailtrek.store.exchange;

import io.mailtrek.store.Login;
import io.mailtrek.store.StoreException;

/**
 * Where the tokens of OAuth 2.0 come from that logins show to Exchange. Safe for use by many
 * threads.
 */
interface TokenSource {

  /**
   * A token that is valid now, and for the next request.
   *
   * @throws StoreException when there is none
   */
  String token(Login login) throws StoreException;

  /**
   * The server has refused a token.
   *
   * @return whether {@link #token} may give another one now
   */
  boolean refused(Login login, String token);

  /** The password itself is the token, and there is no other. */
  static TokenSource passwords() {
    return new TokenSource() {
      @Override
      public String token(Login login) {
        return login.secret().reveal();
      }

      @Override
      public boolean refused(Login login, String token) {
        return false;
      }
    };
  }
}
