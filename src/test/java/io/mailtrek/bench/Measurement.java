package io.mailtrek.bench;

import java.time.Duration;
import java.util.List;

/**
 * One run of a tool.
 *
 * @param memory peak resident set in KB
 * @param complete whether the tool succeeded and all messages were at the destination
 * @param findings what was found at the destination afterwards
 */
record Measurement(
    String tool,
    Pass pass,
    Duration wall,
    Duration clientCpu,
    Duration sourceCpu,
    Duration destinationCpu,
    long memory,
    boolean complete,
    List<String> findings) {}
