package io.mailtrek.store.exchange.form;

import io.mailtrek.store.Content;
import io.mailtrek.store.text.HtmlText;
import java.util.Optional;

/**
 * A {@code t:DistributionList} ([MS-OXWSDLIST] §2.2.4.1) as a group of vCards, as address books on
 * CardDAV servers have it. Members are known by their addresses, not by contacts.
 */
final class ListCard {
  static final String KIND = "X-ADDRESSBOOKSERVER-KIND";
  static final String MEMBER = "X-ADDRESSBOOKSERVER-MEMBER";

  private ListCard() {}

  static Content of(ExchangeItem item) {
    Told told = new Told(item.element());
    CalendarText out = new CalendarText();
    out.line("BEGIN:VCARD").line("VERSION:3.0").line("PRODID:-//MailTrek//EN");
    out.text("UID", CommonText.uid(told));
    told.instant("LastModifiedTime").ifPresent(when -> out.line("REV:" + CalendarText.utc(when)));
    String name =
        told.text("DisplayName")
            .or(() -> told.text("FileAs"))
            .or(() -> told.text("Subject"))
            .orElse("?");
    out.line("N:" + CalendarText.escaped(name) + ";;;;").text("FN", name).line(KIND + ":group");
    told.all("Members", "Member").stream()
        .flatMap(member -> member.child("Mailbox").stream())
        .forEach(mailbox -> member(out, mailbox));
    told.child("Body")
        .map(body -> HtmlText.toText(body.element().text()))
        .filter(text -> !text.isBlank())
        .ifPresent(text -> out.text("NOTE", text));
    out.texts("CATEGORIES", told.strings("Categories"));
    CommonText.kept(out, told, 0);
    return out.line("END:VCARD").content();
  }

  private static void member(CalendarText out, Told mailbox) {
    Optional<String> address =
        mailbox.text("EmailAddress").map(String::strip).filter(text -> text.contains("@"));
    Optional<String> name =
        mailbox.text("Name").map(CalendarText::parameter).filter(text -> !text.isEmpty());
    address.ifPresentOrElse(
        text ->
            out.line(
                MEMBER
                    + name.filter(other -> !other.equals(text)).map(n -> ";X-CN=" + n).orElse("")
                    + ":mailto:"
                    + text),
        // Without an address it is at least told who it is.
        () -> name.ifPresent(text -> out.text("X-EXCHANGE-MEMBER", text)));
  }
}
