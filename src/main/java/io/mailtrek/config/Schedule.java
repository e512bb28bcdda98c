package io.mailtrek.config;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a pass is submitted without a command.
 *
 * @param cron a Quartz cron expression: again and again
 * @param at once, at this time
 * @param mailboxes which mailboxes
 */
public record Schedule(Optional<String> cron, Optional<Instant> at, List<Mailbox> mailboxes) {}
