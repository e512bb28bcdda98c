package io.mailtrek.demo.dav;

/** What a URL leads to. */
sealed interface DavNode {

  /** Where it is. */
  DavPath path();

  /** Where clients begin. */
  record Root(DavPath path) implements DavNode {}

  /** A user. */
  record Principal(DavPath path, DavUser owner) implements DavNode {}

  /**
   * What holds the collections of a user.
   *
   * @param calendars whether it holds calendars, and not address books
   */
  record Home(DavPath path, DavUser owner, boolean calendars) implements DavNode {}

  /** A calendar or an address book. */
  record Folder(DavPath path, DavCollection collection) implements DavNode {}

  /** An item. */
  record Member(DavPath path, DavCollection collection, DavResource resource) implements DavNode {}
}
