package io.mailtrek.store;

import java.util.Optional;

/**
 * How to log in to one mailbox.
 *
 * @param username who logs in (SASL authentication identity)
 * @param secret the password
 * @param authorizationId the mailbox to act for, when an administrator logs in for it (SASL PLAIN
 *     authorization identity, RFC 4616)
 */
public record Login(String username, Secret secret, Optional<String> authorizationId) {}
