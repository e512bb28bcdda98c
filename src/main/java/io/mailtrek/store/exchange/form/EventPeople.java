package io.mailtrek.store.exchange.form;

import java.util.Optional;

/** Organizer and attendees of a meeting at Exchange (RFC 5545 §3.8.4.1, §3.8.4.3). */
final class EventPeople {
  /** What programs write for people of whom no address is known. */
  private static final String NO_ADDRESS = "invalid:nomail";

  private final Told event;
  private final Owner owner;

  EventPeople(Told event, Owner owner) {
    this.event = event;
    this.owner = owner;
  }

  /** Nothing for an appointment, of which Exchange says that its owner is the organizer. */
  void write(CalendarText out) {
    if (!event.isTrue("IsMeeting")) {
      return;
    }
    event
        .child("Organizer")
        .flatMap(organizer -> organizer.child("Mailbox"))
        .ifPresent(mailbox -> out.line("ORGANIZER" + person(mailbox)));
    attendees(out, "RequiredAttendees", ";ROLE=REQ-PARTICIPANT");
    attendees(out, "OptionalAttendees", ";ROLE=OPT-PARTICIPANT");
    attendees(out, "Resources", ";CUTYPE=ROOM;ROLE=NON-PARTICIPANT");
  }

  private void attendees(CalendarText out, String list, String role) {
    String reply = event.isTrue("IsResponseRequested") ? ";RSVP=TRUE" : "";
    for (Told attendee : event.all(list, "Attendee")) {
      attendee
          .child("Mailbox")
          .ifPresent(
              mailbox ->
                  out.line(
                      "ATTENDEE"
                          + role
                          + ";PARTSTAT="
                          + answer(response(attendee, mailbox))
                          + reply
                          + person(mailbox)));
    }
  }

  /** What the owner has answered is not in the list of attendees. */
  private String response(Told attendee, Told mailbox) {
    String told = attendee.text("ResponseType").orElse("");
    boolean own = mailbox.text("EmailAddress").filter(owner::is).isPresent();
    return own ? event.text("MyResponseType").orElse(told) : told;
  }

  private static String answer(String word) {
    return switch (word.strip()) {
      case "Accept", "Organizer" -> "ACCEPTED";
      case "Tentative" -> "TENTATIVE";
      case "Decline" -> "DECLINED";
      default -> "NEEDS-ACTION";
    };
  }

  private static String person(Told mailbox) {
    Optional<String> address =
        mailbox.text("EmailAddress").map(String::strip).filter(text -> text.contains("@"));
    String name =
        mailbox
            .text("Name")
            .map(CalendarText::parameter)
            .filter(text -> !text.isEmpty())
            .map(text -> ";CN=" + text)
            .orElse("");
    return name + ":" + address.map(text -> "mailto:" + text).orElse(NO_ADDRESS);
  }
}
