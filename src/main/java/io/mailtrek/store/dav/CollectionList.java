package io.mailtrek.store.dav;

import io.mailtrek.store.FolderProperties;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.xml.XmlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/**
 * The calendars and address books of a mailbox.
 *
 * @param collections those that are migrated, by path
 * @param leftOut what looks like one and is not migrated, with the reason: {@code Holidays: it is
 *     subscribed to elsewhere}
 */
record CollectionList(List<DavCollection> collections, List<String> leftOut) {
  private static final List<QName> PROPERTIES =
      List.of(
          Dav.RESOURCETYPE,
          Dav.DISPLAYNAME,
          Dav.CALENDAR_COLOR,
          Dav.CALENDAR_ORDER,
          Dav.CALENDAR_DESCRIPTION,
          Dav.CALENDAR_TIMEZONE,
          Dav.COMPONENT_SET,
          Dav.ADDRESSBOOK_DESCRIPTION,
          Dav.ADDRESSBOOK_COLOR,
          Dav.SYNC_TOKEN,
          Dav.CTAG,
          Dav.SUPPORTED_REPORT_SET,
          Dav.CURRENT_USER_PRIVILEGE_SET,
          Dav.OWNER);

  private static final Set<String> WRITING = Set.of("all", "write", "write-content", "bind");

  /** Asks for them, a request a home. */
  static CollectionList read(DavClient client, Discovery.Homes homes) throws StoreException {
    List<DavCollection> found = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Href home : homes.all()) {
      Multistatus answer =
          new Propfind(client)
              .all(client.at(home), PROPERTIES, "Listing the folders in " + home.path());
      for (Multistatus.Response response : answer.responses()) {
        if (seen.add(response.href().path())) {
          take(response, homes, client, found, leftOut);
        }
      }
    }
    found.sort(Comparator.comparing(collection -> collection.href().path()));
    return new CollectionList(unique(found), leftOut);
  }

  /** One collection; empty where there is none. */
  static Optional<DavCollection> one(DavClient client, Href href) throws StoreException {
    return new Propfind(client)
        .one(client.at(href), PROPERTIES)
        .filter(
            response ->
                response
                    .property(Dav.RESOURCETYPE)
                    .filter(type -> type.has(Dav.CALENDAR) || type.has(Dav.ADDRESSBOOK))
                    .isPresent())
        .map(
            response ->
                collection(
                    response,
                    name(response),
                    response.property(Dav.RESOURCETYPE).get().has(Dav.ADDRESSBOOK),
                    writable(response)));
  }

  private static void take(
      Multistatus.Response response,
      Discovery.Homes homes,
      DavClient client,
      List<DavCollection> found,
      List<String> leftOut) {
    Optional<XmlNode> type = response.property(Dav.RESOURCETYPE);
    if (type.isEmpty()) {
      return;
    }
    String name = name(response);
    boolean calendar = type.get().has(Dav.CALENDAR);
    boolean addressBook = type.get().has(Dav.ADDRESSBOOK);
    if (type.get().has(Dav.SUBSCRIBED)) {
      leftOut.add(name + ": it is subscribed to from elsewhere");
    } else if ((calendar || addressBook)
        && !type.get().has(Dav.SCHEDULE_INBOX)
        && !type.get().has(Dav.SCHEDULE_OUTBOX)) {
      boolean writable = writable(response);
      boolean shared = type.get().has(Dav.SHARED) || foreign(response, homes, client);
      if (shared && !writable) {
        leftOut.add(name + ": it is shared by somebody else, to be read only");
      } else {
        found.add(collection(response, name, addressBook, writable));
      }
    }
  }

  private static String name(Multistatus.Response response) {
    return response.text(Dav.DISPLAYNAME).orElseGet(() -> response.href().name());
  }

  private static DavCollection collection(
      Multistatus.Response response, String name, boolean addressBook, boolean writable) {
    boolean syncs =
        response
            .property(Dav.SUPPORTED_REPORT_SET)
            .filter(reports -> mentions(reports, Dav.SYNC_COLLECTION))
            .isPresent();
    Optional<String> token = response.text(Dav.SYNC_TOKEN);
    String version =
        token
            .map(text -> DavCollection.TOKEN + text)
            .or(() -> response.text(Dav.CTAG).map(text -> DavCollection.CTAG + text))
            .orElse("");
    return new DavCollection(
        response.href(),
        name,
        addressBook,
        properties(response),
        version,
        syncs || token.isPresent(),
        writable);
  }

  private static boolean mentions(XmlNode node, QName wanted) {
    return node.is(wanted) || node.children().stream().anyMatch(child -> mentions(child, wanted));
  }

  private static FolderProperties properties(Multistatus.Response response) {
    Set<String> components =
        response.property(Dav.COMPONENT_SET).stream()
            .flatMap(set -> set.children(Dav.COMP))
            .flatMap(comp -> comp.attribute("name").stream())
            .map(name -> name.toUpperCase(Locale.ROOT))
            .collect(Collectors.toSet());
    return new FolderProperties(
        response.text(Dav.CALENDAR_COLOR).or(() -> response.text(Dav.ADDRESSBOOK_COLOR)),
        response.text(Dav.CALENDAR_ORDER),
        response
            .text(Dav.CALENDAR_DESCRIPTION)
            .or(() -> response.text(Dav.ADDRESSBOOK_DESCRIPTION)),
        response.text(Dav.CALENDAR_TIMEZONE),
        components);
  }

  /** Whether it belongs to somebody else; one without an owner is the mailbox's. */
  private static boolean foreign(
      Multistatus.Response response, Discovery.Homes homes, DavClient client) {
    Optional<Href> owner =
        response
            .property(Dav.OWNER)
            .flatMap(node -> node.child(Dav.HREF))
            .flatMap(href -> Href.of(href.text(), client.uri().root()));
    return owner.isPresent()
        && homes.principal().isPresent()
        && !owner.get().same(homes.principal().get());
  }

  /** By RFC 3744 §5.5, where the server tells; else the first write shows it. */
  private static boolean writable(Multistatus.Response response) {
    Optional<XmlNode> privileges = response.property(Dav.CURRENT_USER_PRIVILEGE_SET);
    return privileges.isEmpty()
        || privileges.get().children().stream()
            .flatMap(privilege -> privilege.children().stream())
            .anyMatch(privilege -> WRITING.contains(privilege.name().getLocalPart()));
  }

  /**
   * Tells those of one name apart that may hold items of one type. The first by path keeps the
   * name, the others get the last part of their path behind it, and so have the same names each
   * time.
   */
  private static List<DavCollection> unique(List<DavCollection> found) {
    Set<Map.Entry<String, ItemType>> taken = new HashSet<>();
    return found.stream()
        .map(
            collection ->
                Stream.of(
                        collection.name(),
                        collection.name() + " (" + collection.href().name() + ")",
                        collection.name() + " (" + collection.href().path() + ")")
                    .map(collection::named)
                    .filter(named -> places(named).noneMatch(taken::contains))
                    .findFirst()
                    .orElse(collection))
        .peek(named -> places(named).forEach(taken::add))
        .toList();
  }

  private static Stream<Map.Entry<String, ItemType>> places(DavCollection collection) {
    return collection.itemTypes().stream().map(type -> Map.entry(collection.name(), type));
  }
}
