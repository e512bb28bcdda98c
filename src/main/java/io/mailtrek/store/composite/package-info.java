/**
 * Several stores as one: an endpoint with, for example, an IMAP server for mail and a DAV server
 * for all else. Each store keeps its own sessions, limits and records; what joins them only tells
 * whose a folder or an item is.
 */
package io.mailtrek.store.composite;
