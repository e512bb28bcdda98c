package io.mailtrek.api;

import java.util.List;

/**
 * What is left for the pass after a Pre-Stage pass.
 *
 * @param sentences for people; none where there is no forecast
 */
public record ForecastAnswer(List<String> sentences) {}
