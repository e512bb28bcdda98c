package io.mailtrek.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A time in which nothing is sent to a server, as people are told of it.
 *
 * @param reason what is waited for, with the server's words where there are any
 * @param until when it goes on; empty when nobody knows
 */
public record Pause(String reason, Optional<Instant> until) {}
