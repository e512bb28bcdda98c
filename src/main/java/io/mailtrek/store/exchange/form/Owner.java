package io.mailtrek.store.exchange.form;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose mailbox an item goes to.
 *
 * @param addresses by which items name the owner: of the source and of the destination
 * @param zone in which days and times are meant that have no zone
 */
public record Owner(Set<String> addresses, ZoneId zone) {

  /** Makes the addresses lower case. */
  public Owner {
    addresses =
        addresses.stream()
            .map(address -> address.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether an address is the owner's. */
  boolean is(String address) {
    return addresses.contains(address.strip().toLowerCase(Locale.ROOT));
  }
}
