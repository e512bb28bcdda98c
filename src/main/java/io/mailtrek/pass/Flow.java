package io.mailtrek.pass;

/**
 * How much of one mailbox is under way at a moment.
 *
 * @param connections how many connections to each server it works on
 * @param items how many items are in flight
 * @param itemLimit how many may be
 * @param bytes the size of the items in flight
 * @param byteLimit how many bytes may be in flight
 */
public record Flow(int connections, int items, int itemLimit, long bytes, long byteLimit) {
  /** Nothing is under way. */
  public static final Flow NONE = new Flow(0, 0, 0, 0, 0);

  /** The sums of both. */
  public Flow plus(Flow other) {
    return new Flow(
        connections + other.connections,
        items + other.items,
        itemLimit + other.itemLimit,
        bytes + other.bytes,
        byteLimit + other.byteLimit);
  }
}
