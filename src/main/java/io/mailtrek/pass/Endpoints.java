package io.mailtrek.pass;

import io.mailtrek.store.Store;

/**
 * The two sides of a project.
 *
 * @param source where mailboxes are read
 * @param destination where they are added to
 */
public record Endpoints(Store source, Store destination) {}
