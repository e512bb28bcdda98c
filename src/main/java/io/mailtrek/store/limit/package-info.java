/**
 * How much is sent to a server: limits of the project, and pauses that servers ask for. Begin to
 * read at {@link io.mailtrek.store.limit.SessionTraffic}.
 */
package io.mailtrek.store.limit;
