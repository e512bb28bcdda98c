package io.mailtrek.store.composite;

import io.mailtrek.store.Finding;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Place;
import io.mailtrek.store.Store;
import java.util.List;
import java.util.Set;

/**
 * One of the stores of an endpoint.
 *
 * @param name what people call it: {@code IMAP}
 * @param store the store
 * @param takes the item types that go to it at a destination
 * @param places what its folders are called in the endpoint
 */
record Part(String name, Store store, Set<ItemType> takes, Places places) {

  /** Makes the set immutable. */
  Part {
    takes = Set.copyOf(takes);
  }

  /** Whether a folder of the endpoint is one of this store. */
  boolean lists(Place shown) {
    Place own = places.own(shown);
    return places.shown(own).equals(shown) && store.mayList(own);
  }

  /** The findings, with the name of the store before what it has found. */
  List<Finding> named(List<Finding> findings) {
    return findings.stream()
        .map(
            each ->
                new Finding(
                    each.side(),
                    each.subject(),
                    each.verdict(),
                    name + " server: " + each.text(),
                    each.advice()))
        .toList();
  }
}
