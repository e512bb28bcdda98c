package io.mailtrek.api;

import java.util.List;

/**
 * How fast passes were over time.
 *
 * @param periodSeconds how far the samples are apart
 * @param samples the oldest first
 */
public record RateList(long periodSeconds, List<RateSample> samples) {}
