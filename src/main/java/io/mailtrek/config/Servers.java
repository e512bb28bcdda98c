package io.mailtrek.config;

import io.mailtrek.store.dav.DavUri;
import io.mailtrek.store.exchange.ExchangeUri;
import io.mailtrek.store.imap.ImapUri;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The servers of one side, of which there is at least one.
 *
 * @param imap where its mail is
 * @param dav where its calendars, contacts, journals, notes and tasks are
 * @param ews where all of it is; then it is the only one
 */
public record Servers(Optional<ImapUri> imap, Optional<DavUri> dav, Optional<ExchangeUri> ews) {

  /** The addresses without their parameters: {@code imaps://… + davs://…}. */
  @Override
  public String toString() {
    return Stream.of(imap, dav, ews)
        .flatMap(Optional::stream)
        .map(Object::toString)
        .collect(Collectors.joining(" + "));
  }
}
