package io.mailtrek.store.composite;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.Place;
import io.mailtrek.store.Store;
import java.util.ArrayList;
import java.util.List;

/**
 * What the folders of one store are called in the endpoint. It tells by path and type alone:
 * sessions that never listed folders have to know, and so has the ledger years later. Where a store
 * before it may have a folder of the same path and type, the folder is called {@code Name (2)},
 * also while the other one is not there.
 */
final class Places {
  private final String suffix;
  private final List<Store> earlier;

  /**
   * @param number of the store in the endpoint, from 1
   * @param earlier the stores before it
   */
  Places(int number, List<Store> earlier) {
    this.suffix = " (" + number + ")";
    this.earlier = List.copyOf(earlier);
  }

  /** What the endpoint calls a folder of the store. */
  Place shown(Place own) {
    return taken(bare(own)) ? named(own, own.path().name() + suffix) : own;
  }

  /** What the store calls a folder of the endpoint. */
  Place own(Place shown) {
    return suffixed(shown) && taken(bare(shown)) ? shorter(shown) : shown;
  }

  /** A folder that is called so by itself must not be taken for one that is called so here. */
  private Place bare(Place place) {
    Place bare = place;
    while (suffixed(bare)) {
      bare = shorter(bare);
    }
    return bare;
  }

  private boolean suffixed(Place place) {
    String name = place.path().name();
    return name.endsWith(suffix) && name.length() > suffix.length();
  }

  private boolean taken(Place place) {
    return earlier.stream().anyMatch(store -> store.mayList(place));
  }

  private Place shorter(Place place) {
    String name = place.path().name();
    return named(place, name.substring(0, name.length() - suffix.length()));
  }

  private static Place named(Place place, String name) {
    List<String> names = new ArrayList<>(place.path().names());
    names.set(names.size() - 1, name);
    return new Place(new FolderPath(names), place.type());
  }
}
