package io.mailtrek.store.imap;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.MessageHeader;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** UID FETCH (RFC 9051 §6.4.5, §6.4.9) of what a listing tells of messages, without the content. */
final class UidFetchItemsCommand extends Command<List<Item>> {
  private static final Map<String, String> SYSTEM_FLAGS =
      Map.of(
          "\\seen", "\\Seen",
          "\\answered", "\\Answered",
          "\\flagged", "\\Flagged",
          "\\draft", "\\Draft",
          "\\deleted", "\\Deleted");

  private final FolderPath folder;
  private final UidPage page;
  private final ListOptions options;
  private final Map<Long, Item> items = new TreeMap<>();

  UidFetchItemsCommand(FolderPath folder, UidPage page, ListOptions options) {
    this.folder = folder;
    this.page = page;
    this.options = options;
  }

  /** What it asks for. */
  UidPage page() {
    return page;
  }

  @Override
  void write(CommandWriter out) throws IOException {
    out.text("UID FETCH " + page.set() + " (UID FLAGS INTERNALDATE RFC822.SIZE");
    if (options.sentDate() || options.messageId()) {
      out.text(" BODY.PEEK[HEADER.FIELDS (");
      out.text(
          options.sentDate() ? (options.messageId() ? "DATE MESSAGE-ID" : "DATE") : "MESSAGE-ID");
      out.text(")]");
    }
    out.text(")");
  }

  @Override
  boolean fetched(FetchedMessage message) {
    // Without a size it is only news of changed flags; a range up to * brings the last message,
    // too.
    if (message.size() < 0 || !page.contains(message.uid())) {
      return false;
    }
    items.put(message.uid(), item(message));
    return true;
  }

  /** The items by ascending UID. */
  @Override
  List<Item> completed(ResponseText ok) {
    return new ArrayList<>(items.values());
  }

  @Override
  public String toString() {
    return "UID FETCH in " + folder;
  }

  private Item item(FetchedMessage message) {
    Set<String> flags = new HashSet<>();
    Set<String> keywords = new HashSet<>();
    for (String flag : message.flags()) {
      String lower = flag.toLowerCase(Locale.ROOT);
      String system = SYSTEM_FLAGS.get(lower);
      if (system != null) {
        flags.add(system);
      } else if (!lower.equals("\\recent")) {
        keywords.add(flag);
      }
    }
    Optional<MessageHeader> header = message.header().map(MessageHeader::of);
    return new Item(
        folder,
        ItemType.MAIL,
        ItemKey.of(message.uid()),
        message.internalDate().flatMap(InternalDate::parse),
        sentDate(header),
        options.messageId() ? header.flatMap(MessageHeader::messageId) : Optional.empty(),
        message.size(),
        flags,
        keywords);
  }

  private Optional<OffsetDateTime> sentDate(Optional<MessageHeader> header) {
    return options.sentDate()
        ? header.flatMap(each -> each.value("Date")).flatMap(SentDate::parse)
        : Optional.empty();
  }
}
