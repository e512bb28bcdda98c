package io.mailtrek.store.imap;

import io.mailtrek.store.Content;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The message of a probe: valid, marked with an id of its own, and full of what servers are known
 * to rewrite.
 *
 * @param id stands in its header {@link #MARK}
 */
record ProbeMessage(String id) {
  static final String MARK = "X-MailTrek-Probe";
  static final OffsetDateTime DATE =
      OffsetDateTime.of(2001, 2, 3, 4, 5, 6, 0, ZoneOffset.ofHours(1));
  static final List<String> FLAGS = List.of("\\Answered", "\\Draft", "\\Flagged", "\\Seen");
  static final List<String> KEYWORDS = List.of("$Forwarded", "MailTrekProbe");

  /** The header lines are folded, repeated, spaced and cased as real mail has them. */
  private static final String TEXT =
      """
      Received: from mx.mailtrek.invalid by mail.mailtrek.invalid; Sat, 3 Feb 2001 04:05:06 +0100
      Received: from home.mailtrek.invalid by mx.mailtrek.invalid;
      \tSat, 3 Feb 2001 04:05:01 +0100
      X-MailTrek-Probe: %ID%
      Message-ID: <%ID%@probe.mailtrek.invalid>
      Date: Sat, 3 Feb 2001 04:04:59 +0100
      From: "MailTrek, the probe" <probe@mailtrek.invalid>
      To: undisclosed-recipients:;
      Subject: =?utf-8?Q?A_probe_of_MailTrek_may_be_deleted:_gr=C3=BC=C3=9Fe?=
      References: <1.%ID%@probe.mailtrek.invalid>
       <2.%ID%@probe.mailtrek.invalid>
      x-UNUSUAL-case:  two spaces before,\ta tab within
      Status: RO
      X-Keywords: one, two
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary="=_%ID%"

      What stands before the first part.
      --=_%ID%
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: 8bit

      MailTrek wrote this message to see what the server keeps of it, and removes it again.
      Grüße, 8-bit. Two spaces at the end of this line:\s\s
      From the start of a line, and a lone dot:
      .
      %LONG%

      --=_%ID%
      Content-Type: application/octet-stream
      Content-Disposition: attachment; filename="probe.bin"
      Content-Transfer-Encoding: base64

      AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4
      --=_%ID%--
      """;

  Content content() {
    String text = TEXT.replace("%LONG%", "x".repeat(900)).replace("%ID%", id).replace("\n", "\r\n");
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
