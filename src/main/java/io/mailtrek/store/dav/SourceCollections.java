package io.mailtrek.store.dav;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderProperties;
import io.mailtrek.store.FolderRole;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Place;
import io.mailtrek.store.Problem;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.StoreException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The collections of a mailbox as folders: one for each type of items that may be in it. */
final class SourceCollections {
  private static final Logger LOG = LoggerFactory.getLogger(SourceCollections.class);

  private final DavClient client;
  private final Discovery.Homes homes;
  private final Map<Place, DavCollection> byPlace = new LinkedHashMap<>();

  SourceCollections(DavClient client, Discovery.Homes homes) {
    this.client = client;
    this.homes = homes;
  }

  /** Asks the server for them. */
  synchronized List<SourceFolder> read() throws StoreException {
    CollectionList list = CollectionList.read(client, homes);
    list.leftOut().forEach(reason -> LOG.info("Left out at {}: {}", client.uri().server(), reason));
    byPlace.clear();
    for (DavCollection collection : list.collections()) {
      for (ItemType type : collection.itemTypes()) {
        byPlace.put(new Place(FolderPath.of(collection.name()), type), collection);
      }
    }
    return byPlace.entrySet().stream().map(each -> folder(each.getKey(), each.getValue())).toList();
  }

  private static SourceFolder folder(Place place, DavCollection collection) {
    return new SourceFolder(
        place.path(),
        place.type(),
        FolderRole.NONE,
        true,
        true,
        Optional.of(new FolderState("", collection.state(), 0)),
        properties(collection));
  }

  /** A calendar that does not tell takes all kinds, which is not the same as not being one. */
  private static FolderProperties properties(DavCollection collection) {
    FolderProperties told = collection.properties();
    return collection.addressBook() || !told.components().isEmpty()
        ? told
        : new FolderProperties(
            told.color(),
            told.order(),
            told.description(),
            told.timeZone(),
            Set.of("VEVENT", "VTODO", "VJOURNAL"));
  }

  /** The collection of a folder; the server is asked where it was not before. */
  synchronized DavCollection of(FolderPath path, ItemType type) throws StoreException {
    Place place = new Place(path, type);
    if (!byPlace.containsKey(place)) {
      read();
    }
    DavCollection collection = byPlace.get(place);
    if (collection == null) {
      throw new PermanentException(
          Problem.FOLDER_REFUSED,
          "There is no folder " + path + " for " + type.word() + " at " + client.uri().server());
    }
    return collection;
  }
}
