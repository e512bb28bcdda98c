package io.mailtrek.demo.exchange;

import java.util.Optional;

/**
 * What is attached to an item.
 *
 * @param id its id
 * @param description {@code t:Name}, {@code t:ContentType} and so on, in an element
 * @param content the bytes of a file; empty for an item
 * @param item the item; empty for a file
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody writes into it.
public record StoredAttachment(String id, Xml description, byte[] content, Optional<Xml> item) {

  /** The name for people. */
  public String name() {
    return description.text("Name");
  }
}
