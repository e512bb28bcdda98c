package io.mailtrek.store.dav;

/**
 * A resource of a collection, as a listing tells it.
 *
 * @param href where it is
 * @param size its bytes; 0 where the server does not tell
 */
record Resource(Href href, long size) {}
