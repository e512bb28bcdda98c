package io.mailtrek.api;

import java.util.List;

/**
 * What a pass would do if it were submitted now. Times are in UTC.
 *
 * @param type what it does
 * @param mailboxes how many mailboxes it has
 * @param zone the time zone of the service, in which texts tell times
 * @param itemTypes what it moves
 * @param olderThan the limit that was asked for or is the project's; null without one
 * @param cutOff only items older than this are moved; null when all are
 * @param cutOffText the same in words; null without a cut-off
 * @param choices the usual limits; none without a cut-off
 * @param standard the limit that the project is set to
 * @param dateFilters the date filters of the project and of its mailboxes
 * @param startAt when it begins; null for at once
 * @param startText the same in words
 * @param busy how many of the mailboxes are in a pass that has not ended
 * @param leftOut mailboxes that can't be retried, the first ones
 * @param leftOutCount how many these are
 * @param refusal why the pass can't be submitted, or null
 * @param forecast what there is to move; null when it is not known
 */
public record PreviewAnswer(
    String type,
    int mailboxes,
    String zone,
    List<ItemTypeAnswer> itemTypes,
    String olderThan,
    String cutOff,
    String cutOffText,
    List<Choice> choices,
    String standard,
    List<DateFilter> dateFilters,
    String startAt,
    String startText,
    long busy,
    List<LeftOut> leftOut,
    int leftOutCount,
    String refusal,
    Outlook forecast) {

  /**
   * An item type.
   *
   * @param type which
   * @param chosen whether the pass moves it
   * @param available whether there can be any to move
   * @param reason why it is not chosen or not available; empty when there is nothing to say
   */
  public record ItemTypeAnswer(String type, boolean chosen, boolean available, String reason) {}

  /**
   * A limit to choose.
   *
   * @param olderThan as it is ordered
   * @param cutOff what it stands for
   * @param text the same in words
   */
  public record Choice(String olderThan, String cutOff, String text) {}

  /**
   * A date filter.
   *
   * @param setting its name
   * @param value what it is set to
   * @param text what it does
   * @param mailboxes for how many of the mailboxes
   * @param overridden whether this pass does not look at it
   */
  public record DateFilter(
      String setting, String value, String text, long mailboxes, boolean overridden) {}

  /**
   * A mailbox that is left out.
   *
   * @param source its source address
   * @param reason why
   */
  public record LeftOut(String source, String reason) {}

  /**
   * What there is to move, as far as that is known.
   *
   * @param items about how many items
   * @param bytes about how large they are
   * @param leastSeconds how long it takes if all goes well, or null
   * @param likelySeconds how long it takes most likely, or null
   * @param mostSeconds how long it takes if the servers are slow, or null
   * @param unknownMailboxes of how many of the mailboxes nothing is known
   * @param sentences the same in words
   */
  public record Outlook(
      long items,
      long bytes,
      Long leastSeconds,
      Long likelySeconds,
      Long mostSeconds,
      int unknownMailboxes,
      List<String> sentences) {}
}
