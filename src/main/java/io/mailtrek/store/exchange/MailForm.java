package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.form.Ews.element;
import static io.mailtrek.store.exchange.form.Ews.text;

import io.mailtrek.store.Delivery;
import io.mailtrek.store.Item;
import io.mailtrek.store.MessageHeader;
import io.mailtrek.store.xml.XmlNode;
import jakarta.mail.internet.MailDateFormat;
import java.text.ParseException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A message as CreateItem takes it: its MIME form, and beside it what MIME has no place for.
 *
 * @param message {@code t:Message}
 * @param mime the element in it that is to hold the MIME form
 * @param dropped how many keywords can be no categories
 */
record MailForm(XmlNode message, XmlNode mime, int dropped) {
  private static final int READ = 1;
  private static final int UNSENT = 8;
  private static final int REPLIED_ICON = 261;
  private static final int PASSED_ON_ICON = 262;

  /**
   * Makes it.
   *
   * @param key by which it is found again
   */
  static MailForm of(Delivery delivery, String key) {
    Item item = delivery.item();
    XmlNode mime = Nodes.with(element("MimeContent"), "CharacterSet", "UTF-8");
    XmlNode message = element("Message", mime);
    List<String> categories = categories(item.keywords());
    if (!categories.isEmpty()) {
      message.add(
          Nodes.with(
              element("Categories"),
              categories.stream().map(category -> text("String", category)).toList()));
    }
    properties(delivery, key).forEach(message::add);
    if (item.flags().contains("\\Flagged")) {
      message.add(element("Flag", text("FlagStatus", "Flagged")));
    }
    message.add(text("IsRead", Boolean.toString(item.flags().contains("\\Seen"))));
    long kept = item.keywords().stream().filter(MailForm::keeps).count();
    return new MailForm(message, mime, (int) (item.keywords().size() - kept));
  }

  private static boolean keeps(String keyword) {
    return !keyword.isBlank() && !keyword.startsWith("\\");
  }

  private static List<String> categories(Set<String> keywords) {
    return keywords.stream()
        .filter(MailForm::keeps)
        .filter(keyword -> !keyword.equalsIgnoreCase(MailMarks.FORWARDED))
        .sorted()
        .toList();
  }

  private static List<XmlNode> properties(Delivery delivery, String key) {
    Item item = delivery.item();
    List<XmlNode> all = new ArrayList<>();
    all.add(Fields.extended(Fields.mailTrekKey(), key));
    int flags =
        (item.flags().contains("\\Seen") ? READ : 0)
            | (item.flags().contains("\\Draft") ? UNSENT : 0);
    all.add(integer(Fields.MESSAGE_FLAGS, flags));
    Optional<Instant> received = item.date().map(OffsetDateTime::toInstant);
    Optional<Instant> sent = sent(delivery).or(() -> received);
    received.or(() -> sent).ifPresent(date -> all.add(time(Fields.DELIVERY_TIME, date)));
    sent.ifPresent(date -> all.add(time(Fields.SUBMIT_TIME, date)));
    boolean passedOn =
        item.keywords().stream().anyMatch(word -> word.equalsIgnoreCase(MailMarks.FORWARDED));
    if (item.flags().contains("\\Answered")) {
      all.add(integer(Fields.LAST_VERB, MailMarks.REPLIED));
      all.add(integer(Fields.ICON, REPLIED_ICON));
    } else if (passedOn) {
      all.add(integer(Fields.LAST_VERB, MailMarks.PASSED_ON));
      all.add(integer(Fields.ICON, PASSED_ON_ICON));
    }
    return all;
  }

  private static XmlNode integer(int tag, int value) {
    return Fields.extended(Fields.tag(tag, "Integer"), Integer.toString(value));
  }

  private static XmlNode time(int tag, Instant value) {
    return Fields.extended(
        Fields.tag(tag, "SystemTime"), value.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  private static Optional<Instant> sent(Delivery delivery) {
    return delivery
        .item()
        .sentDate()
        .map(OffsetDateTime::toInstant)
        .or(() -> MessageHeader.of(delivery.content()).value("Date").flatMap(MailForm::parsed));
  }

  private static Optional<Instant> parsed(String date) {
    try {
      return Optional.of(new MailDateFormat().parse(date).toInstant());
    } catch (ParseException e) {
      return Optional.empty();
    }
  }
}
