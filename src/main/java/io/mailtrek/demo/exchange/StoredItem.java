package io.mailtrek.demo.exchange;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An item of a mailbox: its properties as elements, and its message where it is one. */
public final class StoredItem {
  private final ExchangeFolder folder;
  private final String id;
  private final String element;
  private final Map<String, Xml> properties = new LinkedHashMap<>();
  private final Map<PropertyName, Xml> extended = new LinkedHashMap<>();
  private final List<StoredAttachment> attachments = new ArrayList<>();
  private final Map<String, String> failures = new HashMap<>();
  private Optional<byte[]> mime = Optional.empty();
  private Optional<Series> series = Optional.empty();
  private Instant createdAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private Instant modifiedAt = createdAt;
  private int version = 1;
  private long created;
  private long changed;
  private long contentChanged;
  private int attached;
  private Optional<StoredItem> master = Optional.empty();
  private int index;

  StoredItem(ExchangeFolder folder, String id, String element) {
    this.folder = folder;
    this.id = id;
    this.element = element;
  }

  /** A new item with another id, as in another folder, with all that this one has. */
  StoredItem copyTo(ExchangeFolder other) {
    StoredItem copy = new StoredItem(other, other.mailbox().nextItemId(), element);
    properties.forEach((name, value) -> copy.properties.put(name, value.copy()));
    copy.extended.putAll(extended);
    attachments.forEach(a -> copy.attach(a.description().copy(), a.content(), a.item()));
    copy.mime = mime;
    copy.createdAt = createdAt;
    copy.series = series.map(s -> s.copyFor(copy));
    return copy;
  }

  /** The folder that it is in. */
  public ExchangeFolder folder() {
    return folder;
  }

  /** Its id, of which upper and lower case differ. */
  public String id() {
    return id;
  }

  /** Changes with each change of the item. */
  public String changeKey() {
    return Ids.changeKey(id, version);
  }

  /** The name of its element: {@code Message}, {@code CalendarItem}, … */
  public String element() {
    return element;
  }

  /** {@code IPM.Note} and the like. */
  public String itemClass() {
    return text("ItemClass");
  }

  /** The subject, or the name that a contact is shown with. */
  public String subject() {
    return text("Subject");
  }

  /** The text at the end of a path; empty where it leads to nothing. */
  public String text(String first, String... further) {
    Optional<Xml> found = Optional.ofNullable(properties.get(first));
    for (String step : further) {
      found = found.flatMap(value -> value.child(step));
    }
    return found.map(Xml::text).orElse("");
  }

  /** A property as it is stored. */
  public Optional<Xml> property(String name) {
    return Optional.ofNullable(properties.get(name));
  }

  /** The value of an extended property, several with commas between; empty where it has none. */
  public Optional<String> extended(PropertyName name) {
    return Optional.ofNullable(extended.get(name))
        .map(
            value ->
                value.children().isEmpty()
                    ? value.text()
                    : value.children().stream().map(Xml::text).collect(Collectors.joining(",")));
  }

  /** The message as it was put in; empty for what is none. */
  public Optional<byte[]> mime() {
    return mime;
  }

  /** What is attached to it. */
  public List<StoredAttachment> attachments() {
    return List.copyOf(attachments);
  }

  /** Of a series, its occurrences. */
  public Optional<Series> series() {
    return series;
  }

  /** When it was made. */
  public Instant createdAt() {
    return createdAt;
  }

  /** When it was changed last. */
  public Instant modifiedAt() {
    return modifiedAt;
  }

  /** About how many bytes it has. */
  public int size() {
    int size = 400 + mime.map(bytes -> bytes.length).orElse(0) + text("Body").length();
    for (StoredAttachment attachment : attachments) {
      size += attachment.content().length + 100;
    }
    return size;
  }

  /** Changes a property, as the user of the mailbox does. */
  public void change(String name, String value) {
    set(Xml.t(name, value));
    folder.touch(this, name.equals("IsRead"));
  }

  /** Changes an extended property, as programs do. */
  public void change(PropertyName name, String value) {
    extended.put(name, Xml.t("Value", value));
    folder.touch(this, false);
  }

  /**
   * Lets the server fail over this item.
   *
   * @param where {@code GetItem}, {@code MimeContent} or {@code ExportItems}
   * @param code {@code ErrorCorruptData} and the like
   */
  public void failWith(String where, String code) {
    failures.put(where, code);
  }

  void checkFailure(String where) throws EwsFailure {
    String code = failures.get(where);
    if (code != null) {
      throw new EwsFailure(code, "The operation failed over this item.");
    }
  }

  Map<String, Xml> properties() {
    return properties;
  }

  Map<PropertyName, Xml> extendedProperties() {
    return extended;
  }

  boolean has(String name) {
    return properties.containsKey(name);
  }

  boolean is(String name) {
    return text(name).equals("true");
  }

  void set(Xml property) {
    properties.put(property.name(), property);
  }

  void setDefault(String name, String value) {
    properties.putIfAbsent(name, Xml.t(name, value));
  }

  void mime(byte[] bytes) {
    mime = Optional.of(bytes);
  }

  void series(Series occurrences) {
    series = Optional.of(occurrences);
  }

  void noSeries() {
    series = Optional.empty();
  }

  /** Makes it one occurrence of a series. */
  void occurrenceOf(StoredItem series, int number) {
    master = Optional.of(series);
    index = number;
  }

  /** Of an occurrence, its series. */
  Optional<StoredItem> master() {
    return master;
  }

  /** Of an occurrence, which one it is. */
  int index() {
    return index;
  }

  void createdAt(Instant when) {
    createdAt = when;
  }

  StoredAttachment attach(Xml description, byte[] content, Optional<Xml> item) {
    StoredAttachment added =
        new StoredAttachment(Ids.attachment(id, attached++), description, content, item);
    attachments.add(added);
    return added;
  }

  void enter(long sequence) {
    created = sequence;
    changed = sequence;
    contentChanged = sequence;
    extended.computeIfAbsent(
        PropertyName.SEARCH_KEY,
        name -> Xml.t("Value", Base64.getEncoder().encodeToString(Ids.searchKey(id))));
  }

  void change(long sequence, boolean onlyReadFlag) {
    changed = sequence;
    contentChanged = onlyReadFlag ? contentChanged : sequence;
    version++;
    modifiedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  long created() {
    return created;
  }

  long changed() {
    return changed;
  }

  long contentChanged() {
    return contentChanged;
  }

  Xml itemId() {
    return Xml.t("ItemId").with("Id", id).with("ChangeKey", changeKey());
  }
}
