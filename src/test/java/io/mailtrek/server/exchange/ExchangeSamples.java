package io.mailtrek.server.exchange;

/** Small items as a user of Exchange makes them, for {@code ExchangeFolder.add}. */
public final class ExchangeSamples {
  private ExchangeSamples() {}

  /** An hour in a calendar. */
  public static String event(String subject) {
    return item(
        "CalendarItem",
        "<t:Subject>"
            + subject
            + "</t:Subject><t:Start>2026-03-02T09:00:00Z</t:Start>"
            + "<t:End>2026-03-02T10:00:00Z</t:End><t:Location>Room</t:Location>");
  }

  /** An event of each day of a week. */
  public static String series(String subject) {
    return item(
        "CalendarItem",
        "<t:Subject>"
            + subject
            + "</t:Subject><t:Start>2026-03-02T09:00:00Z</t:Start>"
            + "<t:End>2026-03-02T10:00:00Z</t:End><t:Recurrence><t:DailyRecurrence>"
            + "<t:Interval>1</t:Interval></t:DailyRecurrence><t:NumberedRecurrence>"
            + "<t:StartDate>2026-03-02</t:StartDate>"
            + "<t:NumberOfOccurrences>7</t:NumberOfOccurrences></t:NumberedRecurrence>"
            + "</t:Recurrence>");
  }

  /** A person with an address. */
  public static String contact(String name) {
    return item(
        "Contact",
        "<t:Subject>"
            + name
            + "</t:Subject><t:FileAs>"
            + name
            + "</t:FileAs><t:DisplayName>"
            + name
            + "</t:DisplayName><t:GivenName>"
            + name
            + "</t:GivenName><t:EmailAddresses><t:Entry Key=\"EmailAddress1\">berta@example.org"
            + "</t:Entry></t:EmailAddresses>");
  }

  /** Something to do. */
  public static String task(String subject) {
    return item("Task", "<t:Subject>" + subject + "</t:Subject>");
  }

  /** A yellow note. */
  public static String note(String text) {
    return message("IPM.StickyNote", text);
  }

  /** An entry of the journal. */
  public static String journal(String text) {
    return message("IPM.Activity", text);
  }

  private static String message(String itemClass, String text) {
    return item(
        "Message",
        "<t:ItemClass>"
            + itemClass
            + "</t:ItemClass><t:Subject>"
            + text
            + "</t:Subject><t:Body BodyType=\"Text\">"
            + text
            + "</t:Body>");
  }

  /** An item of which these properties are set. */
  public static String item(String element, String content) {
    return "<t:"
        + element
        + " xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\">"
        + content
        + "</t:"
        + element
        + ">";
  }
}
