package io.mailtrek.demo.dav;

/**
 * Somebody who can log in.
 *
 * @param name the login name, which is also the address
 * @param password the password
 */
public record DavUser(String name, String password) {

  /** Leaves the password out. */
  @Override
  public String toString() {
    return name;
  }
}
