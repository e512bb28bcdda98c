package io.mailtrek.config;

import io.mailtrek.store.Login;

/**
 * One pair of a source and a destination address.
 *
 * @param source the address at the source, by which users name the mailbox
 * @param destination the address at the destination
 * @param sourceLogin how to log in at the source
 * @param destinationLogin how to log in at the destination
 * @param options what its row says of how its passes work
 */
public record Mailbox(
    String source,
    String destination,
    Login sourceLogin,
    Login destinationLogin,
    OptionTexts options) {

  /** A mailbox without options of its own. */
  public Mailbox(String source, String destination, Login sourceLogin, Login destinationLogin) {
    this(source, destination, sourceLogin, destinationLogin, OptionTexts.EMPTY);
  }
}
