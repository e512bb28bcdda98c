package io.mailtrek.ledger;

import java.util.Locale;

/**
 * The pair of addresses that a mailbox is, in lower case.
 *
 * @param source its address at the source
 * @param destination its address at the destination
 */
public record MailboxPair(String source, String destination) {

  /** The pair of two addresses in any case. */
  public MailboxPair {
    source = source.toLowerCase(Locale.ROOT);
    destination = destination.toLowerCase(Locale.ROOT);
  }
}
