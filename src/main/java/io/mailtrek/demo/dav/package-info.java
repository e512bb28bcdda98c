/**
 * A small CalDAV (RFC 4791) and CardDAV (RFC 6352) server in memory, for the demo and the tests. It
 * shares no code with the store that it is used to try.
 */
package io.mailtrek.demo.dav;
