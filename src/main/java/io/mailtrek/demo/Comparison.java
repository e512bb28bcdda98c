package io.mailtrek.demo;

import io.mailtrek.demo.Snapshot.Copy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares both servers after the last pass: the mail, and what is beside it. */
final class Comparison {
  private final List<String> findings = new ArrayList<>();
  private boolean right = true;

  /**
   * Compares.
   *
   * @param source the old server now
   * @param left what an earlier pass moved and is not at its place at the source any more
   * @param before the new server before the last pass
   * @param destination the new server now
   */
  Comparison(Snapshot source, List<Copy> left, Snapshot before, Snapshot destination) {
    Map<Copy, Integer> expected = new HashMap<>(source.copies());
    left.forEach(copy -> expected.merge(copy, 1, Integer::sum));

    long missing = surplus(source.copies(), destination.copies());
    finding(
        missing == 0,
        source.size()
            + " messages of the old server are at the new one, each in its folder, byte for byte,"
            + " with its date and flags",
        missing + " messages of the old server are not at the new one as they should be");
    finding(
        destination.folders().containsAll(source.folders()),
        source.folders().size() + " folders are there, empty ones too",
        "folders are missing at the new server");
    long lost = left.stream().filter(copy -> !destination.copies().containsKey(copy)).count();
    finding(
        lost == 0,
        "the deleted message, the moved one at its old place, and the old draft are still at the"
            + " new server",
        lost + " messages vanished from the new server");
    long surplus = surplus(destination.copies(), expected);
    finding(
        surplus == 0,
        "nothing is there twice: " + destination.size() + " messages in all",
        surplus + " messages at the new server should not be there");
    finding(
        before.ids().equals(destination.ids()),
        "the second Full changed no message",
        "the second Full changed messages");
  }

  /**
   * Compares calendars, contacts, tasks, journals and notes.
   *
   * @param source the old server now
   * @param before the new server before the last pass
   * @param destination the new server now
   * @param mailed how many mails the new server would have sent to organizers and attendees
   */
  void groupware(
      GroupwareSnapshot source,
      GroupwareSnapshot before,
      GroupwareSnapshot destination,
      int mailed) {
    source
        .kinds()
        .forEach(
            (kind, items) ->
                finding(
                    items.equals(destination.of(kind)),
                    items.size()
                        + " "
                        + kind
                        + " are at the new server, once each, under the same name, with the same"
                        + " content",
                    "the " + kind + " are not the same at both servers"));
    finding(
        before.versions().equals(destination.versions()),
        "the second Full changed none of them",
        "the second Full changed some of them");
    finding(
        mailed == 0,
        "no organizer and no attendee gets a mail about it",
        mailed + " mails to organizers and attendees");
  }

  /** A sentence for each thing that was looked at. */
  List<String> findings() {
    return findings;
  }

  /** Whether all of it is right. */
  boolean right() {
    return right;
  }

  /** How many are in the first that are not in the second. */
  private static long surplus(Map<Copy, Integer> first, Map<Copy, Integer> second) {
    return first.entrySet().stream()
        .mapToLong(entry -> Math.max(0, entry.getValue() - second.getOrDefault(entry.getKey(), 0)))
        .sum();
  }

  private void finding(boolean holds, String sentence, String otherwise) {
    right &= holds;
    findings.add(holds ? "ok      " + sentence : "WRONG   " + otherwise);
  }
}
