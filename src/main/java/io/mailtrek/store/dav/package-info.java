/**
 * CalDAV (RFC 4791) and CardDAV (RFC 6352) servers as a store. Begin to read at {@link
 * io.mailtrek.store.dav.DavStore}: a {@code DavClient} sends requests, {@code Discovery} finds the
 * collections of a mailbox, {@code DavSourceSession} lists and reads them, {@code
 * DavDestinationSession} makes collections and writes to them.
 */
package io.mailtrek.store.dav;
