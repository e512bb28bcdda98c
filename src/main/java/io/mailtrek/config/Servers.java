package io.mailtrek.config;

import io.mailtrek.store.dav.DavUri;
import io.mailtrek.store.imap.ImapUri;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The servers of one side, of which there is at least one.
 *
 * @param imap where its mail is
 * @param dav where its calendars, contacts, journals, notes and tasks are
 */
public record Servers(Optional<ImapUri> imap, Optional<DavUri> dav) {

  /** The addresses without their parameters: {@code imaps://… + davs://…}. */
  @Override
  public String toString() {
    return Stream.concat(imap.stream(), dav.stream())
        .map(Object::toString)
        .collect(Collectors.joining(" + "));
  }
}
