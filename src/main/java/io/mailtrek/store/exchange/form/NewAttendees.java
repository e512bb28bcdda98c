package io.mailtrek.store.exchange.form;

import io.mailtrek.store.text.ContentLine;
import io.mailtrek.store.xml.XmlNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Organizer and attendees (RFC 5545 §3.8.4) at Exchange, which makes the owner of a mailbox the
 * organizer of each meeting that is created there. So only what the owner has organized becomes a
 * meeting; what others have organized becomes an appointment, with its people in the text.
 */
final class NewAttendees {
  private static final String MAILTO = "mailto:";

  private NewAttendees() {}

  static void fill(Draft draft, Owner owner) {
    List<ContentLine> attendees = draft.source().all("ATTENDEE").toList();
    Optional<ContentLine> organizer = draft.source().line("ORGANIZER");
    boolean own =
        organizer.isEmpty()
            || organizer.flatMap(NewAttendees::address).filter(owner::is).isPresent();
    if (own && (attendees.isEmpty() || organizer.isPresent())) {
      meeting(draft, owner, attendees);
      organizer.ifPresent(draft::take);
      return;
    }
    organizer.ifPresent(
        line -> {
          draft.note("Organizer: " + shown(line));
          draft.lose("ORGANIZER: it is in the text, and no answer can be sent to it");
          draft.take(line);
        });
    attendees.forEach(line -> draft.note("Attendee: " + shown(line) + answer(line)));
    if (!attendees.isEmpty()) {
      draft.lose("ATTENDEE: the list is in the text");
    }
    keep(draft, organizer, attendees);
  }

  /** They come back by Interchange, though nobody sees them at Exchange. */
  private static void keep(
      Draft draft, Optional<ContentLine> organizer, List<ContentLine> attendees) {
    organizer.ifPresent(draft::keep);
    attendees.forEach(draft::keep);
  }

  private static void meeting(Draft draft, Owner owner, List<ContentLine> attendees) {
    Map<String, XmlNode> lists = new TreeMap<>();
    for (ContentLine line : attendees) {
      Optional<String> address = address(line);
      if (address.filter(owner::is).isPresent()) {
        draft.take(line);
      } else if (address.isEmpty()) {
        draft.note("Attendee: " + shown(line));
      } else {
        lists
            .computeIfAbsent(list(line), Ews::element)
            .add(Ews.element("Attendee", mailbox(line, address.get())));
        if (!answer(line).isEmpty()) {
          draft.lose("ATTENDEE: the answers of attendees");
        }
        draft.take(line);
      }
    }
    lists.values().forEach(draft.fields()::node);
  }

  private static String list(ContentLine line) {
    String kind = line.parameter("CUTYPE").orElse("").toUpperCase(Locale.ROOT);
    String role = line.parameter("ROLE").orElse("").toUpperCase(Locale.ROOT);
    return kind.equals("ROOM") || kind.equals("RESOURCE")
        ? "Resources"
        : role.equals("OPT-PARTICIPANT") || role.equals("NON-PARTICIPANT")
            ? "OptionalAttendees"
            : "RequiredAttendees";
  }

  private static XmlNode mailbox(ContentLine line, String address) {
    XmlNode mailbox = Ews.element("Mailbox");
    line.parameter("CN")
        .map(CommonFields::oneLine)
        .filter(name -> !name.isEmpty())
        .ifPresent(name -> mailbox.add(Ews.text("Name", name)));
    mailbox.add(Ews.text("EmailAddress", address));
    mailbox.add(Ews.text("RoutingType", "SMTP"));
    return mailbox;
  }

  private static Optional<String> address(ContentLine line) {
    String value = line.value().strip();
    boolean mail = value.regionMatches(true, 0, MAILTO, 0, MAILTO.length());
    return (mail ? Optional.of(value.substring(MAILTO.length())) : line.parameter("EMAIL"))
        .map(String::strip)
        .filter(address -> address.matches("\\S+@\\S+"));
  }

  private static String shown(ContentLine line) {
    String address = address(line).orElseGet(() -> line.value().strip());
    return line.parameter("CN")
        .map(CommonFields::oneLine)
        .filter(name -> !name.isEmpty() && !name.equalsIgnoreCase(address))
        .map(name -> name + " <" + address + ">")
        .orElse(address);
  }

  private static String answer(ContentLine line) {
    String answer = line.parameter("PARTSTAT").orElse("").toLowerCase(Locale.ROOT);
    return answer.isEmpty() || answer.equals("needs-action") ? "" : " (" + answer + ")";
  }
}
