package io.mailtrek.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A catalogue of messages that break naive programs, each with a name for test reports. Contents
 * are small save where size is the point.
 */
public final class OddMail {
  private static final OffsetDateTime DATE =
      OffsetDateTime.of(2024, 2, 29, 23, 59, 58, 0, ZoneOffset.ofHoursMinutes(5, 30));

  /** Messages that a server may rightly refuse by APPEND (RFC 3501 has no NUL in a literal). */
  private static final Set<String> NOT_APPENDABLE =
      Set.of("nul-in-body", "nul-in-header", "zero-bytes");

  private final String name;
  private final byte[] content;

  private OddMail(String name, byte[] content) {
    this.name = name;
    this.content = content;
  }

  /** All odd messages but {@link #huge}. */
  public static List<OddMail> all() {
    List<OddMail> all = new ArrayList<>();
    addIdentities(all);
    addStructures(all);
    addBytes(all);
    addSizes(all);
    addHostile(all);
    return all;
  }

  /** A valid message of 25 MB. */
  public static OddMail huge() {
    String line = "QUJD".repeat(19) + "\r\n";
    int lines = 25_000_000 / line.length();
    String head = "Subject: huge\r\nMessage-ID: <huge@example.com>\r\n\r\n";
    return of("huge", head + line.repeat(lines));
  }

  /** The message with this name. */
  public static OddMail named(String name) {
    return all().stream()
        .filter(mail -> mail.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No odd mail is called " + name));
  }

  /** The name, in lower case with hyphens. */
  public String name() {
    return name;
  }

  /** The bytes; not to be written into. */
  public byte[] content() {
    return content;
  }

  /**
   * Whether an IMAP server should take it by APPEND. The others come into a mailbox by other ways,
   * and here by {@code DovecotServer.dropMessage}.
   */
  public boolean appendable() {
    return !NOT_APPENDABLE.contains(name);
  }

  /** The message, seen and flagged, with a fixed date, for a folder. */
  public SampleMessage in(String folder) {
    return new SampleMessage(folder, List.of("\\Seen", "\\Flagged"), DATE, content);
  }

  @Override
  public String toString() {
    return name;
  }

  private static void addIdentities(List<OddMail> all) {
    String plain = "From: a@example.com\r\nSubject: %s\r\n%s\r\nText\r\n";
    all.add(of("no-message-id", plain.formatted("no id", "")));
    all.add(of("no-message-id-twin", plain.formatted("no id", "")));
    String equal = "Message-ID: <equal@example.com>\r\n";
    all.add(of("equal-id-first", plain.formatted("one text", equal)));
    all.add(of("equal-id-second", plain.formatted("another text", equal)));
    all.add(of("equal-id-same-size-a", plain.formatted("text A", equal)));
    all.add(of("equal-id-same-size-b", plain.formatted("text B", equal)));
    all.add(of("twin-first", plain.formatted("twins", "Message-ID: <twin@example.com>\r\n")));
    all.add(of("twin-second", plain.formatted("twins", "Message-ID: <twin@example.com>\r\n")));
    all.add(
        of("folded-id", plain.formatted("folded", "Message-ID:\r\n\t<folded@example.com>\r\n")));
    all.add(
        of(
            "two-ids",
            plain.formatted(
                "ids", "Message-ID: <1@example.com>\r\nMessage-ID: <2@example.com>\r\n")));
    all.add(of("empty-id", plain.formatted("empty id", "Message-ID: \r\n")));
    all.add(of("id-without-brackets", plain.formatted("bare", "Message-ID: bare@example.com\r\n")));
    all.add(of("id-with-quotes", plain.formatted("q", "Message-ID: <\"a\\\"b c\"@[::1]>\r\n")));
    all.add(of("long-id", plain.formatted("long", "Message-ID: <" + "i".repeat(3000) + "@x>\r\n")));
    all.add(
        of("raw-8bit-id", plain.formatted("8", "Message-ID: <gr\u00fc\u00df@example.com>\r\n")));
  }

  private static void addStructures(List<OddMail> all) {
    all.add(of("no-headers", "\r\nOnly a body\r\n"));
    all.add(of("only-headers", "Subject: only headers\r\nMessage-ID: <only@example.com>\r\n"));
    all.add(of("only-headers-and-line", "Subject: no body\r\n\r\n"));
    all.add(of("not-a-message", "this is no header\r\nnor this\r\n\r\nand no body\r\n"));
    all.add(of("one-byte", "x"));
    all.add(of("one-line-end", "\r\n"));
    all.add(of("no-date", "Subject: no date\r\n\r\nText\r\n"));
    all.add(of("bad-date", "Subject: bad date\r\nDate: the day before yesterday\r\n\r\nText\r\n"));
    all.add(
        of("far-date", "Subject: far\r\nDate: Fri, 31 Dec 9999 23:59:59 +0000\r\n\r\nText\r\n"));
    all.add(
        of(
            "mbox-from-line",
            "From a@example.com Thu Feb 29 23:59:58 2024\r\nSubject: mbox\r\n\r\nText\r\n"));
    all.add(of("from-in-body", "Subject: from\r\n\r\nFrom here on\r\n>From there\r\n.\r\n..\r\n"));
    all.add(
        of(
            "open-multipart",
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nnever closed\r\n"));
    all.add(of("no-boundary", "Content-Type: multipart/mixed\r\n\r\n--?\r\n"));
    all.add(
        of(
            "empty-boundary",
            "Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\n\r\n----\r\n"));
    all.add(of("deep-multipart", deepMultipart(200)));
    all.add(of("bad-base64", "Content-Transfer-Encoding: base64\r\n\r\n*** not base64 ***=\r\n"));
    all.add(of("unknown-charset", "Content-Type: text/plain; charset=x-none\r\n\r\nText\r\n"));
  }

  private static void addBytes(List<OddMail> all) {
    all.add(
        of(
            "8bit-headers",
            "Subject: Gr\u00fc\u00dfe\r\nFrom: J\u00f6rg <j@example.com>\r\n\r\nText\r\n"));
    all.add(of("8bit-body", "Subject: 8 bit\r\n\r\n" + allBytesFrom(0x80) + "\r\n"));
    all.add(
        of(
            "control-bytes",
            "Subject: control \u0001\u0007\u001b\r\n\r\n\u0001\u0008\u000b\u000c\u001a\u007f\r\n"));
    all.add(of("invalid-utf8", "Subject: \u00c3( \u00ff\u00fe\r\n\r\n\u00ed\u00a0\u0080\r\n"));
    all.add(of("bare-lf", "Subject: bare lf\nMessage-ID: <lf@example.com>\n\nline\nline\n"));
    all.add(
        of("mixed-line-ends", "Subject: mixed\r\nMessage-ID: <mix@example.com>\n\r\na\nb\r\nc\n"));
    all.add(of("lone-cr", "Subject: cr\r\n\r\none\rtwo\r\rthree\r\n"));
    all.add(of("cr-at-end", "Subject: cr at end\r\n\r\nText\r"));
    all.add(of("no-final-line-end", "Subject: no end\r\n\r\nText"));
    all.add(of("many-final-line-ends", "Subject: ends\r\n\r\nText\r\n\r\n\r\n\r\n"));
    all.add(of("nul-in-body", "Subject: nul\r\n\r\nbefore\u0000after\r\n"));
    all.add(of("nul-in-header", "Subject: nul\u0000nul\r\n\r\nText\r\n"));
    all.add(of("zero-bytes", ""));
    all.add(of("literal-lookalike", "Subject: {5}\r\n\r\n{10}\r\n) a1 OK done\r\n* BYE\r\n"));
  }

  private static void addSizes(List<OddMail> all) {
    all.add(of("line-998", "Subject: 998\r\n\r\n" + "x".repeat(998) + "\r\n"));
    all.add(of("line-2000", "Subject: 2000\r\n\r\n" + "x".repeat(2000) + "\r\n"));
    all.add(of("line-100000", "Subject: 100000\r\n\r\n" + "x".repeat(100_000) + "\r\n"));
    all.add(of("header-line-100000", "Subject: " + "s".repeat(100_000) + "\r\n\r\nText\r\n"));
    all.add(of("huge-header", "X-Filler: 0123456789\r\n".repeat(20_000) + "\r\nText\r\n"));
    all.add(of("many-recipients", recipients(5_000) + "\r\nText\r\n"));
  }

  private static void addHostile(List<OddMail> all) {
    all.add(
        ofLines(
            "hostile-camel-headers",
            "CamelHttpUri: http://127.0.0.1:1/",
            "CamelFileName: ../../escape",
            "CamelExecCommandExecutable: touch",
            "camelJmsDestinationName: x",
            "org.apache.camel.test: x",
            "MailTrekFolder: INBOX",
            "Subject: headers",
            "",
            "Text"));
    all.add(
        ofLines(
            "hostile-mail-properties",
            "mail.smtp.host: 192.0.2.1",
            "mail.smtp.starttls.enable: false",
            "mail.imap.host: 192.0.2.1",
            "Subject: properties",
            "",
            "Text"));
    all.add(
        ofLines(
            "hostile-expressions",
            "Subject: ${bean:runtime?method=exit} {{env:HOME}} $simple{sysenv.PATH} #{1+1}",
            "From: ${header.from} <x@example.com>",
            "Message-ID: <${jndi:ldap://127.0.0.1/x}@example.com>",
            "",
            "${body} ${exchangeId}"));
    all.add(
        ofLines(
            "hostile-crlf",
            "Subject: =?UTF-8?Q?a=0D=0ABcc:_victim@example.com?=",
            "Message-ID: <a",
            " b",
            " c@example.com>",
            "X-Trick: %0d%0aa1 LOGOUT",
            "",
            "a1 LOGOUT"));
    all.add(
        ofLines(
            "hostile-paths",
            "Subject: ../../../../etc/passwd",
            "Message-ID: <../../x/'; DROP TABLE item;-->",
            "Content-Disposition: attachment; filename=\"../../x\"",
            "",
            "Text"));
    all.add(
        ofLines(
            "hostile-markup",
            "Subject: <script>alert(1)</script> \u001b]0;title\u0007 \u001b[31mred",
            "From: \"=cmd|' /C calc'!A0\" <x@example.com>",
            "",
            "Text"));
  }

  private static String deepMultipart(int depth) {
    StringBuilder out = new StringBuilder("Subject: deep\r\n");
    for (int i = 0; i < depth; i++) {
      out.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\r\n\r\n--b");
      out.append(i).append("\r\n");
    }
    return out.append("\r\nText\r\n").toString();
  }

  private static String recipients(int count) {
    StringBuilder out = new StringBuilder("Subject: many\r\nTo: a@example.com");
    for (int i = 0; i < count; i++) {
      out.append(",\r\n user").append(i).append("@example.com");
    }
    return out.append("\r\n").toString();
  }

  private static String allBytesFrom(int first) {
    StringBuilder out = new StringBuilder();
    for (int value = first; value < 256; value++) {
      out.append((char) value);
    }
    return out.toString();
  }

  private static OddMail ofLines(String name, String... lines) {
    return of(name, String.join("\r\n", lines) + "\r\n");
  }

  /** Each character becomes the byte of the same value. */
  private static OddMail of(String name, String content) {
    return new OddMail(name, content.getBytes(ISO_8859_1));
  }
}
