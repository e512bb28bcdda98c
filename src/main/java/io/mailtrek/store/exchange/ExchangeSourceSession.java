package io.mailtrek.store.exchange;

import io.mailtrek.store.Content;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.FoundItems;
import io.mailtrek.store.HeaderSearch;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.VanishedException;
import io.mailtrek.store.xml.XmlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * One mailbox of an Exchange server as a source. Nothing is sent but operations that look:
 * GetFolder, FindFolder, FindItem, SyncFolderItems, GetItem, GetAttachment and ExportItems.
 */
final class ExchangeSourceSession implements SourceSession {
  private final ExchangeSession session;
  private final ReadOptions options;
  private final SourceFolders folders;
  private final ItemNames names;
  private final Optional<CopyNames> copies;
  private final Map<ItemType, ContentKind> kinds = new EnumMap<>(ItemType.class);
  private final ItemReader reader;
  private final boolean owner;

  private ExchangeSourceSession(
      ExchangeSession session,
      ReadOptions options,
      ItemNames names,
      Optional<CopyNames> copies,
      boolean owner) {
    this.session = session;
    this.options = options;
    this.names = names;
    this.copies = copies;
    this.owner = owner;
    this.folders = new SourceFolders(session.ews(), options);
    ContentKind whole = new WholeContents(session.ews());
    for (ItemType type : ItemType.values()) {
      kinds.put(type, options.whole() ? whole : kind(type));
    }
    this.reader = new ItemReader(session.mailbox(), item -> kinds.get(item.type()));
  }

  private ContentKind kind(ItemType type) {
    return type == ItemType.MAIL
        ? new MailContents(session.ews())
        : new GroupwareContents(session.ews(), type, session.owner());
  }

  static ExchangeSourceSession open(ExchangeSession session, ReadOptions options)
      throws StoreException {
    ExchangeSourceSession opened =
        new ExchangeSourceSession(session, options, ItemNames.OF_SOURCE, Optional.empty(), true);
    try {
      FolderList.distinguished(session.ews());
      return opened;
    } catch (StoreException | RuntimeException e) {
      opened.reader.close();
      throw e;
    }
  }

  /** The contents of a destination, which closes the session itself. */
  static ExchangeSourceSession ofDestination(
      ExchangeSession session, ItemNames names, CopyNames copies) {
    ReadOptions plain = new ReadOptions(ExchangeUri.MailDate.RECEIVED, false, false, false);
    return new ExchangeSourceSession(session, plain, names, Optional.of(copies), false);
  }

  @Override
  public List<SourceFolder> folders() throws StoreException {
    return folders.read();
  }

  @Override
  public List<String> leftOut() {
    return folders.leftOut();
  }

  @Override
  public Listing list(
      SourceFolder folder,
      Optional<FolderState> settled,
      Supplier<KnownItems> known,
      ListOptions listOptions)
      throws StoreException {
    ExchangeFolder found = folders.of(folder.place());
    return new ExchangeListing(
        session.ews(),
        found,
        new ItemFacts(found.type(), options, copies),
        names::key,
        settled,
        known,
        listOptions);
  }

  @Override
  public FoundItems search(SourceFolder folder, HeaderSearch search) throws StoreException {
    ExchangeFolder found = folders.of(folder.place());
    List<XmlNode> conditions = new ArrayList<>();
    search
        .subject()
        .ifPresent(text -> conditions.add(Lookup.contains(Fields.field(Fields.SUBJECT), text)));
    search
        .messageId()
        .ifPresent(
            text ->
                conditions.add(Lookup.contains(Fields.field(Fields.INTERNET_MESSAGE_ID), text)));
    List<ItemKey> keys =
        FindItem.all(session.ews(), found, Lookup.all(conditions), List.of()).stream()
            .flatMap(item -> Nodes.id(item, "ItemId").stream())
            .map(names::key)
            .toList();
    return new FoundItems(new FolderState("", "", found.count()), keys);
  }

  @Override
  public CompletionStage<Content> read(Item item) {
    Optional<String> id = names.id(item.key());
    if (id.isEmpty()) {
      return CompletableFuture.failedStage(
          new VanishedException(
              "The item " + item.key() + " is not known in " + item.folder() + " any more"));
    }
    return reader.read(item, id.get());
  }

  @Override
  public Optional<Duration> roundTrip() {
    return session.roundTrip().get();
  }

  @Override
  public void close() {
    reader.close();
    if (owner) {
      session.close();
    }
  }
}
