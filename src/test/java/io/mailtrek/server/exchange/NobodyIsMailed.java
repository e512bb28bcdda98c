package io.mailtrek.server.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.exchange.Asked;
import io.mailtrek.demo.exchange.ExchangeOrganization;
import java.util.List;
import java.util.Map;

/**
 * That no request to a server could make it mail anybody: none did, each that might says that it
 * does not, and there are no others than those that are known here.
 */
public final class NobodyIsMailed {
  private static final Map<String, List<String>> SAID =
      Map.of(
          "CreateItem",
          List.of("MessageDisposition=\"SaveOnly\"", "SendMeetingInvitations=\"SendToNone\""),
          "UpdateItem",
          List.of(
              "MessageDisposition=\"SaveOnly\"",
              "SendMeetingInvitationsOrCancellations=\"SendToNone\""),
          "DeleteItem",
          List.of("SendMeetingCancellations=\"SendToNone\""));

  /** Nothing is ever sent by these. */
  private static final String SILENT =
      "(Find|Get|Sync|Export|Resolve).*|UploadItems|CreateAttachment|(Create|Delete)Folder";

  private NobodyIsMailed() {}

  /** Looks at all that a server was asked. */
  public static void assertBy(ExchangeOrganization organization) {
    assertEquals(List.of(), organization.mailed(), "nobody is mailed");
    for (Asked asked : organization.operations()) {
      if (SAID.containsKey(asked.operation())) {
        for (String said : SAID.get(asked.operation())) {
          assertTrue(asked.text().contains(said), "not said: " + said + " in " + asked.text());
        }
      } else {
        assertTrue(asked.operation().matches(SILENT), "who knows: " + asked.operation());
      }
    }
  }
}
