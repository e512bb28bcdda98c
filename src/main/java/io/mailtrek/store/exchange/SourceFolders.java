package io.mailtrek.store.exchange;

import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Place;
import io.mailtrek.store.Problem;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.StoreException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders of a mailbox, by where they are. */
final class SourceFolders {
  private static final Logger LOG = LoggerFactory.getLogger(SourceFolders.class);

  private final Ews ews;
  private final ReadOptions options;
  private final Map<Place, ExchangeFolder> byPlace = new LinkedHashMap<>();
  private List<LeftOut> leftOut = List.of();

  SourceFolders(Ews ews, ReadOptions options) {
    this.ews = ews;
    this.options = options;
  }

  /** Asks the server for them. */
  synchronized List<SourceFolder> read() throws StoreException {
    FolderList list = FolderList.read(ews, options);
    leftOut = list.leftOut();
    leftOut.forEach(folder -> LOG.info("Left out at Exchange: {}", folder));
    byPlace.clear();
    list.folders().forEach(folder -> byPlace.put(folder.place(), folder));
    return list.folders().stream().map(ExchangeFolder::asSource).toList();
  }

  /** Those that hold items, but are not migrated. */
  synchronized List<String> leftOut() {
    return leftOut.stream().filter(folder -> folder.items() > 0).map(LeftOut::toString).toList();
  }

  /** The folder at a place; the server is asked where it was not before. */
  synchronized ExchangeFolder of(Place place) throws StoreException {
    if (!byPlace.containsKey(place)) {
      read();
    }
    ExchangeFolder folder = byPlace.get(place);
    if (folder == null) {
      throw new PermanentException(
          Problem.FOLDER_REFUSED,
          "There is no folder "
              + place.path()
              + " for "
              + place.type().word()
              + " at Exchange any more");
    }
    return folder;
  }
}
