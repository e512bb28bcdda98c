/**
 * IMAP (RFC 9051 and RFC 3501) as a store. Each command is a class named after its section of the
 * RFC; {@link io.mailtrek.store.imap.Connection} pipelines them. Begin with {@link
 * io.mailtrek.store.imap.ImapStore}.
 */
package io.mailtrek.store.imap;
