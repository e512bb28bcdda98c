package io.mailtrek.api;

import java.util.List;

/**
 * The errors by what went wrong, the most frequent first.
 *
 * @param groups those
 */
public record ErrorGroups(List<ErrorGroup> groups) {

  /**
   * Errors in which the same went wrong.
   *
   * @param problem what, in a word; null for errors of an earlier version
   * @param errorClass how far it reaches; null for errors of an earlier version
   * @param advice what to do about it; null for errors of an earlier version
   * @param count how many there are
   * @param mailboxes in how many mailboxes
   * @param example the message of one
   */
  public record ErrorGroup(
      String problem,
      String errorClass,
      String advice,
      long count,
      long mailboxes,
      String example) {}
}
