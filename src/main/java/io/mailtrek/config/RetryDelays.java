package io.mailtrek.config;

import java.time.Duration;

/**
 * How long to wait before something that failed in passing is tried again.
 *
 * @param first the wait after the first failure; each further one is twice as long
 * @param longest the longest wait that the server did not ask for
 */
public record RetryDelays(Duration first, Duration longest) {}
