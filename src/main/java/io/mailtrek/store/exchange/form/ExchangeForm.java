package io.mailtrek.store.exchange.form;

import io.mailtrek.store.Content;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.text.ContentLine;
import java.util.List;

/**
 * Items of others in the form of Exchange. What Exchange has no place for is kept in a property of
 * its own, from which {@link Interchange} gives it back, and named as a loss where people see it.
 */
public final class ExchangeForm {
  private ExchangeForm() {}

  /**
   * What to create for an iCalendar object (RFC 5545) or a vCard (RFC 2426, RFC 6350). Nobody is
   * asked to send anything.
   *
   * @throws PermanentException when it is no such object, or has no component of the type
   */
  public static NewItem of(ItemType type, Content content, Owner owner) throws PermanentException {
    return switch (type) {
      case CALENDAR -> NewEvent.of(calendar(content), owner);
      case TASK -> NewTask.of(calendar(content), owner);
      case JOURNAL -> NewJournal.of(calendar(content), owner);
      case NOTE -> NewNote.of(calendar(content));
      case CONTACT -> NewContact.of(content);
      case MAIL ->
          throw new PermanentException(
              Problem.UNREADABLE, "Mail is moved as a message, and needs no other form");
    };
  }

  private static Component calendar(Content content) throws PermanentException {
    return Component.of(content).parts("VCALENDAR").stream()
        .findFirst()
        .orElseThrow(
            () -> new PermanentException(Problem.UNREADABLE, "The item is no iCalendar object"));
  }

  /** The first component of a name. */
  static Component component(Component calendar, String name) throws PermanentException {
    return calendar.parts(name).stream()
        .findFirst()
        .orElseThrow(
            () ->
                new PermanentException(
                    Problem.UNREADABLE, "The iCalendar object holds no " + name));
  }

  /** The lines with which an alarm begins, of all alarms that Exchange could show. */
  static List<ContentLine> triggers(Component component) {
    return component.parts("VALARM").stream()
        .filter(alarm -> alarm.value("ACTION").filter("EMAIL"::equalsIgnoreCase).isEmpty())
        .flatMap(alarm -> alarm.line("TRIGGER").stream())
        .toList();
  }
}
