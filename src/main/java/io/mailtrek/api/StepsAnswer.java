package io.mailtrek.api;

import java.util.List;

/**
 * Where the project stands in the three steps: Pre-Stage pass, MX cutover, Full pass.
 *
 * @param mailboxes how many mailboxes it has
 * @param preStage how far their Pre-Stage pass is
 * @param full how far their Full pass is; after the cutover only those count that began after it
 * @param cutover the cutover; null when it is not recorded
 * @param current the step to do: {@code pre-stage}, {@code cutover}, {@code full}, or {@code done}
 * @param notes what passes do not propagate
 */
public record StepsAnswer(
    int mailboxes,
    Step preStage,
    Step full,
    CutoverAnswer cutover,
    String current,
    List<String> notes) {

  /**
   * How many mailboxes are how far in a step.
   *
   * @param done have completed it
   * @param underWay are worked on or queued
   * @param scheduled wait for a later start
   * @param failed have failed in it or were stopped
   * @param open were not submitted
   */
  public record Step(long done, long underWay, long scheduled, long failed, long open) {}

  /**
   * The cutover. Times are in UTC.
   *
   * @param at when new mail began to arrive at the destination
   * @param recordedAt when a person has confirmed it
   */
  public record CutoverAnswer(String at, String recordedAt) {}
}
