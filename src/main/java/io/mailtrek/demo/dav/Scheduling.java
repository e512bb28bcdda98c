package io.mailtrek.demo.dav;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A mail that a server with automatic scheduling (RFC 6638 §3) sends when an item is stored. This
 * server only notes it. It is stricter than others: it takes every organizer for its user, as a
 * server does that knows many addresses of one.
 *
 * @param uid the event
 * @param method {@code REQUEST} to an attendee, {@code REPLY} to an organizer
 * @param to who would get it
 */
public record Scheduling(String uid, String method, String to) {

  /** What would be sent for an item. */
  static List<Scheduling> of(ItemText item) {
    List<Scheduling> mails = new ArrayList<>();
    List<ItemComponent.Line> attendees = item.lines("ATTENDEE");
    for (ItemComponent.Line organizer : item.lines("ORGANIZER")) {
      if (!attendees.isEmpty() && leftToTheServer(organizer)) {
        mails.add(new Scheduling(item.uid(), "REPLY", organizer.value()));
      }
    }
    if (!item.lines("ORGANIZER").isEmpty()) {
      attendees.stream()
          .filter(Scheduling::leftToTheServer)
          .map(attendee -> new Scheduling(item.uid(), "REQUEST", attendee.value()))
          .forEach(mails::add);
    }
    return mails;
  }

  /** SCHEDULE-AGENT (RFC 6638 §7.1) is SERVER unless it says otherwise. */
  private static boolean leftToTheServer(ItemComponent.Line line) {
    String agent = line.parameter("SCHEDULE-AGENT").toUpperCase(Locale.ROOT);
    return agent.isEmpty() || agent.equals("SERVER");
  }
}
