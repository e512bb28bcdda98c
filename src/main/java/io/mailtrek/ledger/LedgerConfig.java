package io.mailtrek.ledger;

import io.mailtrek.store.Secret;

/**
 * Where the ledger is.
 *
 * @param url a JDBC URL ({@code jdbc:h2:file:./data/ledger}); it holds no password
 * @param username who logs in to the database
 * @param password the password for it, which may be empty
 */
public record LedgerConfig(String url, String username, Secret password) {}
