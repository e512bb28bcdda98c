package io.mailtrek.pass;

import io.mailtrek.store.Store;
import io.mailtrek.store.limit.ServerTraffic;

/**
 * The two sides of a project.
 *
 * @param source where mailboxes are read
 * @param sourceTraffic what all sessions of the source send together
 * @param destination where they are added to
 * @param destinationTraffic what all sessions of the destination send together
 */
public record Endpoints(
    Store source,
    ServerTraffic sourceTraffic,
    Store destination,
    ServerTraffic destinationTraffic) {}
