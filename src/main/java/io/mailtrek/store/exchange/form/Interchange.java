package io.mailtrek.store.exchange.form;

import io.mailtrek.store.Content;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.xml.XmlNode;
import java.util.List;

/** Items of Exchange in the form in which others have them. */
public final class Interchange {
  private static final String LIST = "DistributionList";

  private Interchange() {}

  /** What GetItem must be asked for to know all of an item. */
  public static List<XmlNode> properties(ItemType type) {
    return Asked.of(type);
  }

  /**
   * An item as iCalendar (RFC 5545) or vCard 3 (RFC 2426). Mail is not for it: Exchange itself
   * makes messages.
   *
   * @param owner whose mailbox it is in
   * @throws PermanentException when the item lacks what one of its type has to have
   */
  public static Content of(ItemType type, ExchangeItem item, Owner owner)
      throws PermanentException {
    return switch (type) {
      case CALENDAR -> EventText.of(item, owner);
      case TASK -> TaskText.of(item);
      case JOURNAL -> JournalText.of(item);
      case NOTE -> NoteText.of(item);
      case CONTACT ->
          item.element().name().getLocalPart().equals(LIST)
              ? ListCard.of(item)
              : ContactCard.of(item);
      case MAIL ->
          throw new PermanentException(
              Problem.UNREADABLE, "Mail is moved as the message that Exchange makes of it");
    };
  }
}
