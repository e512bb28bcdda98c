package io.mailtrek.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mailtrek.api.ErrorGroups.ErrorGroup;
import java.util.List;
import java.util.Map;

/**
 * The whole project at a glance. Times are in UTC.
 *
 * @param at when this was so
 * @param mailboxes how many mailboxes the project has
 * @param statuses how many there are of each status
 * @param totals what all passes have done
 * @param current what is under way; null when nothing is
 * @param rate how fast it is
 * @param waiting what the last pass waited for; null without one
 * @param forecast what is left after the Pre-Stage passes, in sentences
 * @param errors what failed and was not migrated since, by what went wrong
 * @param pauses what mailboxes wait for
 * @param blackoutHours when no mailbox is worked on, or null
 * @param blackoutUntil when the blackout hours of this moment are over; null outside of them
 * @param scheduled the passes that wait for their time
 * @param passes the last passes, the newest first
 */
public record DashboardAnswer(
    String at,
    int mailboxes,
    Map<String, Long> statuses,
    Totals totals,
    Current current,
    RateSample rate,
    Waiting waiting,
    List<String> forecast,
    List<ErrorGroup> errors,
    List<PauseAnswer> pauses,
    String blackoutHours,
    String blackoutUntil,
    List<Scheduled> scheduled,
    List<PassAnswer> passes) {

  /**
   * What all passes have done.
   *
   * @param items how many items they have brought to the destination, or found there
   * @param bytes the size of what they have brought there
   * @param errors how many items failed and were not migrated since
   */
  public record Totals(long items, long bytes, long errors) {}

  /**
   * What is under way.
   *
   * @param counts what became of the items so far
   * @param expected about how many items will be listed
   * @param progress which part of them has an outcome, from 0 to 1, or null
   * @param secondsLeft how long it will take, or null
   */
  public record Current(
      @JsonUnwrapped CountsAnswer counts, long expected, Double progress, Long secondsLeft) {}

  /**
   * What a pass waited for: shares of the time in which its mailboxes were worked on.
   *
   * @param source the share for the source
   * @param destination the share for the destination
   * @param other the rest
   * @param slower the slower side: {@code source}, {@code destination}, {@code both}, {@code none}
   */
  public record Waiting(double source, double destination, double other, String slower) {}

  /**
   * What mailboxes wait for.
   *
   * @param reason what
   * @param until when the first of them goes on, or null
   * @param mailboxes how many they are
   */
  public record PauseAnswer(String reason, String until, long mailboxes) {}

  /**
   * A pass that waits for its time.
   *
   * @param pass its number
   * @param type what it does
   * @param startAt when it begins
   * @param mailboxes how many mailboxes wait for it
   */
  public record Scheduled(long pass, String type, String startAt, long mailboxes) {}
}
