package io.mailtrek.demo.exchange;

import java.util.Map;
import java.util.Set;

/** Whether an operation would make Exchange send mail to people. */
final class Sending {
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "MessageDisposition",
          "SendMeetingInvitations",
          "SendMeetingInvitationsOrCancellations",
          "SendMeetingCancellations");

  private Sending() {}

  static boolean wouldSend(Xml operation) {
    for (Map.Entry<String, String> attribute : operation.attributes().entrySet()) {
      String value = attribute.getValue();
      if (ATTRIBUTES.contains(attribute.getKey())
          && value.startsWith("Send")
          && !value.equals("SendToNone")) {
        return true;
      }
    }
    return operation.name().equals("SendItem")
        || operation.children("Items").stream()
            .flatMap(items -> items.children().stream())
            .anyMatch(Sending::answersAnInvitation);
  }

  /** To accept, to decline and the like are items that are made. */
  private static boolean answersAnInvitation(Xml item) {
    return Set.of("AcceptItem", "DeclineItem", "TentativelyAcceptItem", "CancelCalendarItem")
        .contains(item.name());
  }
}
