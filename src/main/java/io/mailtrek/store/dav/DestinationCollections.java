package io.mailtrek.store.dav;

import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderProperties;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Movable;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Place;
import io.mailtrek.store.Problem;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The collections of a destination. A folder goes to the collection of its name that takes its
 * items; where there is none it is made. Safe for use by many threads.
 */
final class DestinationCollections {
  private final DavClient client;
  private final Discovery.Homes homes;
  private final List<DavCollection> there = new ArrayList<>();
  private final Map<Place, DavCollection> chosen = new HashMap<>();
  private final Map<Place, FolderProperties> wanted = new HashMap<>();
  private boolean read;

  DestinationCollections(DavClient client, Discovery.Homes homes) {
    this.client = client;
    this.homes = homes;
  }

  /** Forgets what was told before. */
  synchronized void beginAnew() {
    read = false;
    chosen.clear();
  }

  /** See {@link io.mailtrek.store.DestinationSession#ensureFolder}. */
  synchronized DestinationFolder ensure(SourceFolder source, FolderPath path)
      throws StoreException {
    ItemType type = source.itemType();
    Place place = new Place(path, type);
    wanted.put(place, source.properties());
    boolean created = false;
    if (find(place).isEmpty() && later(source)) {
      created = true;
    } else if (find(place).isEmpty()) {
      List<NewCollection> tries = NewCollection.tries(name(path), type, source.properties());
      created = choose(place, tries);
    }
    return new DestinationFolder(path, type, created);
  }

  /**
   * Whether a collection is made only when there is an item for it: one beside the main one of a
   * source that takes several kinds, where it is known that such collections can be made.
   */
  private boolean later(SourceFolder source) {
    List<ItemType> types = DavCollection.itemTypes(source.properties().components());
    ItemType type = source.itemType();
    return type != ItemType.CONTACT
        && !source.properties().components().isEmpty()
        && types.contains(type)
        && types.get(0) != type
        && there.stream().anyMatch(collection -> collection.takes(type));
  }

  /** The collection of a folder; one that is not there is not made. */
  synchronized Optional<DavCollection> find(FolderPath path, ItemType type) throws StoreException {
    return find(new Place(path, type));
  }

  /** The collection of a folder, which is made where it is not there. */
  synchronized DavCollection of(DestinationFolder folder) throws StoreException {
    Place place = new Place(folder.path(), folder.itemType());
    if (find(place).isEmpty()) {
      choose(place, NewCollection.tries(name(folder.path()), folder.itemType(), properties(place)));
    }
    return chosen.get(place);
  }

  private FolderProperties properties(Place place) {
    return wanted.getOrDefault(place, FolderProperties.NONE);
  }

  /**
   * The server takes no items of this kind in a collection that seemed to: another is made for
   * them.
   *
   * @param refusing the collection
   */
  synchronized void split(DestinationFolder folder, DavCollection refusing) throws StoreException {
    Place place = new Place(folder.path(), folder.itemType());
    if (!refusing.equals(chosen.get(place))) {
      return;
    }
    there.remove(refusing);
    chosen.remove(place);
    if (find(place).isEmpty()) {
      choose(
          place,
          NewCollection.splitTries(name(folder.path()), folder.itemType(), properties(place)));
    }
  }

  /** The collections in which the UID of an item may be taken: itself first. */
  synchronized List<DavCollection> sharing(DavCollection collection) {
    List<DavCollection> all = new ArrayList<>();
    all.add(collection);
    there.stream()
        .filter(other -> other.addressBook() == collection.addressBook())
        .filter(other -> !other.href().same(collection.href()))
        .forEach(all::add);
    return all;
  }

  /** Whether a collection is gone; then the next item of its folder makes it again. */
  synchronized boolean gone(DavCollection collection) throws StoreException {
    if (CollectionList.one(client, collection.href()).isPresent()) {
      return false;
    }
    there.remove(collection);
    chosen.values().removeIf(collection::equals);
    return true;
  }

  private Optional<DavCollection> find(Place place) throws StoreException {
    if (chosen.containsKey(place)) {
      return Optional.of(chosen.get(place));
    }
    if (!read) {
      there.clear();
      there.addAll(CollectionList.read(client, homes).collections());
      read = true;
    }
    String name = name(place.path());
    Optional<DavCollection> found =
        there.stream()
            .filter(collection -> collection.writable() && collection.takes(place.type()))
            .filter(collection -> collection.name().equals(name))
            .findFirst();
    found.ifPresent(collection -> chosen.put(place, collection));
    return found;
  }

  /** Folders of DAV have no folders in them. */
  private static String name(FolderPath path) {
    return String.join("/", path.names());
  }

  /** Makes it; tells whether it was not there. */
  private boolean choose(Place place, List<NewCollection> tries) throws StoreException {
    StoreException refusal = null;
    for (NewCollection next : tries) {
      Href href = home(place.type()).childCollection(next.resourceName());
      DavResponse answer = MkCalendar.send(client, client.at(href), next);
      boolean made = answer.success() && answer.status() != 207;
      // 405: it is there, made by a request whose answer was lost, or by an earlier pass.
      Optional<DavCollection> now =
          made || answer.status() == 405 ? CollectionList.one(client, href) : Optional.empty();
      Optional<DavCollection> usable = now.filter(collection -> collection.takes(place.type()));
      if (usable.isPresent()) {
        DavCollection named = usable.get().named(next.name());
        there.add(named);
        chosen.put(place, named);
        return made;
      }
      refusal = refusal(next, answer, now);
      if (now.isPresent() && !DavCollection.component(place.type()).equals("VTODO")) {
        // It takes several kinds, and not this one: another one would be left over.
        throw refusal;
      }
      if (refusal instanceof FatalException || answer.status() >= 500) {
        throw refusal;
      }
    }
    throw noJournals(place.type(), refusal);
  }

  /** Many servers take no journal entries at all, in whichever calendar. */
  private static StoreException noJournals(ItemType type, StoreException refusal) {
    return Movable.asMessage(type) && refusal instanceof PermanentException
        ? new PermanentException(Problem.TYPE_NOT_TAKEN, refusal.getMessage())
        : refusal;
  }

  private StoreException refusal(
      NewCollection next, DavResponse answer, Optional<DavCollection> now) {
    String what = "Making " + (next.addressBook() ? "address book " : "calendar ") + next.name();
    if (now.isPresent()) {
      return new PermanentException(
          Problem.TYPE_NOT_TAKEN,
          what
              + " at "
              + client.uri().server()
              + " brought one that takes no "
              + String.join(", ", next.components()));
    }
    StoreException meaning = DavErrors.of(client, answer, what);
    Problem problem =
        DavErrors.wrongComponent(answer) ? Problem.TYPE_NOT_TAKEN : Problem.FOLDER_REFUSED;
    return meaning instanceof PermanentException
        ? new PermanentException(problem, meaning.getMessage())
        : meaning;
  }

  private Href home(ItemType type) throws PermanentException {
    List<Href> all = type == ItemType.CONTACT ? homes.addressBooks() : homes.calendars();
    if (all.isEmpty()) {
      throw new PermanentException(
          Problem.TYPE_NOT_TAKEN,
          client.uri().server()
              + " has no "
              + (type == ItemType.CONTACT ? "address books" : "calendars")
              + " for "
              + DavUri.account(client.login()));
    }
    return all.get(0);
  }
}
