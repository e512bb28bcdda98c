package io.mailtrek.demo.dav;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;

/**
 * All that a server holds. Who works with it from several threads holds its lock, as the server
 * does for each request.
 */
public final class DavTree {
  static final String BASE = "dav";
  static final DavPath ROOT = DavPath.folder(BASE);

  private static final String CALENDARS = "calendars";
  private static final String ADDRESSBOOKS = "addressbooks";

  private final Map<String, DavUser> users = new LinkedHashMap<>();
  private final Map<DavPath, DavCollection> collections = new LinkedHashMap<>();
  private final Map<DavPath, byte[]> attachments = new LinkedHashMap<>();
  private final List<Scheduling> mailed = new ArrayList<>();

  /** Adds a user, who has no collections. */
  public synchronized void addUser(String name, String password) {
    users.put(name, new DavUser(name, password));
  }

  /** The user with this login name. */
  public synchronized Optional<DavUser> user(String name) {
    return Optional.ofNullable(users.get(name));
  }

  /** Adds a calendar that takes some components. */
  public synchronized DavCollection addCalendar(
      String user, String name, String displayName, Set<String> components) {
    return add(calendarHome(user).child(name, true), DavName.CALENDAR, displayName, components);
  }

  /** Adds an address book. */
  public synchronized DavCollection addAddressBook(String user, String name, String displayName) {
    return add(addressBookHome(user).child(name, true), DavName.ADDRESSBOOK, displayName, Set.of());
  }

  /** Adds a collection of any kind to a home, as the inbox of invitations. */
  public synchronized DavCollection addOther(String user, String name, Set<QName> types) {
    return add(new DavCollection(calendarHome(user).child(name, true), types, Set.of()));
  }

  /** Stores an attachment outside of the items; returns the path of its URL. */
  public synchronized String addAttachment(String user, String name, byte[] content) {
    DavPath path = new DavPath(List.of(BASE, "attachments", user, name), false);
    attachments.put(path, content);
    return path.toString();
  }

  /** The collections of a user. */
  public synchronized List<DavCollection> collections(String user) {
    List<DavCollection> all = new ArrayList<>(children(calendarHome(user)));
    all.addAll(children(addressBookHome(user)));
    return all;
  }

  /** The collection of a user with this name for people. */
  public synchronized Optional<DavCollection> named(String user, String displayName) {
    return collections(user).stream()
        .filter(collection -> collection.displayName().equals(displayName))
        .findFirst();
  }

  /** Removes a collection with all that is in it. */
  public synchronized void remove(DavCollection collection) {
    collections.remove(collection.path());
  }

  /** The mails that the server would have sent to attendees and organizers. */
  public synchronized List<Scheduling> mailed() {
    return List.copyOf(mailed);
  }

  synchronized void mail(List<Scheduling> messages) {
    mailed.addAll(messages);
  }

  synchronized Optional<byte[]> attachment(DavPath path) {
    return Optional.ofNullable(attachments.get(path));
  }

  DavCollection add(DavCollection collection) {
    collections.put(collection.path(), collection);
    return collection;
  }

  private DavCollection add(DavPath path, QName type, String displayName, Set<String> components) {
    DavCollection collection = new DavCollection(path, Set.of(type), components);
    collection.properties().put(DavName.DISPLAYNAME, displayName);
    return add(collection);
  }

  List<DavCollection> children(DavPath home) {
    return collections.values().stream()
        .filter(collection -> isIn(home, collection.path()))
        .toList();
  }

  /** What is at a path. */
  Optional<DavNode> find(DavPath path) {
    List<String> names = path.names();
    if (names.isEmpty() || names.equals(ROOT.names())) {
      return Optional.of(new DavNode.Root(ROOT));
    }
    if (names.size() < 3 || !names.get(0).equals(BASE)) {
      return Optional.empty();
    }
    DavUser owner = users.get(names.get(2));
    if (owner == null) {
      return Optional.empty();
    }
    if (names.size() == 3) {
      return switch (names.get(1)) {
        case "principals" -> Optional.of(new DavNode.Principal(principal(owner.name()), owner));
        case CALENDARS -> Optional.of(new DavNode.Home(calendarHome(owner.name()), owner, true));
        case ADDRESSBOOKS ->
            Optional.of(new DavNode.Home(addressBookHome(owner.name()), owner, false));
        default -> Optional.empty();
      };
    }
    DavCollection collection = collections.get(new DavPath(names.subList(0, 4), true));
    if (collection == null || names.size() > 5) {
      return Optional.empty();
    }
    if (names.size() == 4) {
      return Optional.of(new DavNode.Folder(collection.path(), collection));
    }
    return collection
        .resource(names.get(4))
        .map(r -> new DavNode.Member(collection.path().child(r.name(), false), collection, r));
  }

  /** The collection that something at a path is in, or would be. */
  Optional<DavCollection> parent(DavPath path) {
    List<String> names = path.names();
    return names.size() == 5
        ? Optional.ofNullable(collections.get(new DavPath(names.subList(0, 4), true)))
        : Optional.empty();
  }

  static DavPath principal(String user) {
    return DavPath.folder(BASE, "principals", user);
  }

  static DavPath calendarHome(String user) {
    return DavPath.folder(BASE, CALENDARS, user);
  }

  static DavPath addressBookHome(String user) {
    return DavPath.folder(BASE, ADDRESSBOOKS, user);
  }

  private static boolean isIn(DavPath home, DavPath path) {
    int size = home.names().size();
    return path.names().size() == size + 1 && path.names().subList(0, size).equals(home.names());
  }
}
