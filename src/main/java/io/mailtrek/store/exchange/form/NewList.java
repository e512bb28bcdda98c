package io.mailtrek.store.exchange.form;

import io.mailtrek.store.text.ContentLine;
import io.mailtrek.store.xml.XmlNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A group of vCards ({@code KIND:group} of RFC 6350 §6.1.4, or Apple's) as a {@code
 * t:DistributionList}. Its members at Exchange are addresses; those that are references to other
 * cards can't be followed from one card alone.
 */
final class NewList {
  private static final String MAILTO = "mailto:";

  private NewList() {}

  static boolean isGroup(Component card) {
    return Stream.of("KIND", ListCard.KIND)
        .flatMap(name -> card.value(name).stream())
        .anyMatch("group"::equalsIgnoreCase);
  }

  static NewItem of(Component card) {
    Draft draft = new Draft(card, "DistributionList", NewContact::note);
    CommonFields.uid(draft);
    Optional<String> name = card.text("FN").or(() -> card.text("N")).map(CommonFields::oneLine);
    draft
        .fields()
        .text("ItemClass", "IPM.DistList")
        .strings("Categories", card.texts("CATEGORIES"))
        .text("DisplayName", name)
        .text("FileAs", name);
    XmlNode members = Ews.element("Members");
    Stream.of("MEMBER", ListCard.MEMBER)
        .flatMap(card::all)
        .forEach(line -> member(draft, line, members));
    if (!members.children().isEmpty()) {
      draft.fields().node(members);
    }
    draft.hold("KIND", ListCard.KIND, "FN", "N", "NOTE", "CATEGORIES", "VERSION", "PRODID", "REV");
    return draft.finish(List.of());
  }

  private static void member(Draft draft, ContentLine line, XmlNode members) {
    String value = line.value().strip();
    if (!value.toLowerCase(Locale.ROOT).startsWith(MAILTO)) {
      draft.lose("a member that is a reference to another contact");
      return;
    }
    draft.take(line);
    String address = value.substring(MAILTO.length());
    XmlNode mailbox = Ews.element("Mailbox");
    mailbox.add(
        Ews.text("Name", line.parameter("X-CN").or(() -> line.parameter("CN")).orElse(address)));
    mailbox.add(Ews.text("EmailAddress", address));
    mailbox.add(Ews.text("RoutingType", "SMTP"));
    mailbox.add(Ews.text("MailboxType", "OneOff"));
    members.add(Ews.element("Member", mailbox));
  }
}
