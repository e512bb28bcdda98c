package io.mailtrek.server.dav;

/** Plain items, for tests that are not about what is in them. */
public final class DavSamples {
  private DavSamples() {}

  /** An event of an hour. */
  public static String event(String uid, String summary, String... furtherLines) {
    return calendar(
        "VEVENT",
        uid,
        summary,
        "DTSTART:20250304T090000Z\r\nDTEND:20250304T100000Z\r\n" + lines(furtherLines));
  }

  /** A task. */
  public static String task(String uid, String summary, String... furtherLines) {
    return calendar("VTODO", uid, summary, "DUE:20250401T120000Z\r\n" + lines(furtherLines));
  }

  /** A journal. */
  public static String journal(String uid, String summary, String... furtherLines) {
    return calendar(
        "VJOURNAL", uid, summary, "DTSTART;VALUE=DATE:20250304\r\n" + lines(furtherLines));
  }

  /** A vCard 3.0. */
  public static String card(String uid, String name, String... furtherLines) {
    return "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:"
        + uid
        + "\r\nFN:"
        + name
        + "\r\nN:"
        + name
        + ";;;;\r\n"
        + lines(furtherLines)
        + "END:VCARD\r\n";
  }

  private static String calendar(String component, String uid, String summary, String lines) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Test//EN\r\nBEGIN:"
        + component
        + "\r\nUID:"
        + uid
        + "\r\nDTSTAMP:20250301T080000Z\r\nCREATED:20250301T080000Z\r\nSUMMARY:"
        + summary
        + "\r\n"
        + lines
        + "END:"
        + component
        + "\r\nEND:VCALENDAR\r\n";
  }

  private static String lines(String... lines) {
    return lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n";
  }
}
