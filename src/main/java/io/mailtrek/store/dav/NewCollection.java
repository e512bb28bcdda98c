package io.mailtrek.store.dav;

import io.mailtrek.store.FolderProperties;
import io.mailtrek.store.ItemType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a collection that is to be made should be.
 *
 * @param name its display name
 * @param addressBook whether it is one; otherwise a calendar
 * @param properties of the source's
 * @param components what it takes; empty to leave it to the server
 * @param plain whether only what it must have is asked for
 */
record NewCollection(
    String name,
    boolean addressBook,
    FolderProperties properties,
    Set<String> components,
    boolean plain) {
  private static final List<String> ALL = List.of("VEVENT", "VTODO", "VJOURNAL");

  /**
   * What to ask for, the best first. A server that wants one kind of component a calendar refuses
   * the first; one that can't keep a colour or an order takes the plain ones.
   */
  static List<NewCollection> tries(String name, ItemType type, FolderProperties properties) {
    if (type == ItemType.CONTACT) {
      return List.of(
          new NewCollection(name, true, properties, Set.of(), false),
          new NewCollection(name, true, properties, Set.of(), true));
    }
    String component = DavCollection.component(type);
    Set<String> wanted = new TreeSet<>(properties.components());
    wanted.retainAll(ALL);
    wanted = wanted.isEmpty() ? new TreeSet<>(ALL) : wanted;
    wanted.add(component);
    Set<NewCollection> tries = new LinkedHashSet<>();
    for (Set<String> components : List.of(wanted, Set.of(component))) {
      for (boolean plain : List.of(false, true)) {
        tries.add(new NewCollection(name, false, properties, components, plain));
      }
    }
    return List.copyOf(tries);
  }

  /** The same for one kind of component only. */
  static List<NewCollection> splitTries(String name, ItemType type, FolderProperties properties) {
    String component = DavCollection.component(type);
    return Stream.of(false, true)
        .map(plain -> new NewCollection(name, false, properties, Set.of(component), plain))
        .toList();
  }

  /** The last part of its path: readable, and always the same for the same collection. */
  String resourceName() {
    String readable =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String kinds = addressBook ? "VCARD" : String.join(",", new TreeSet<>(components));
    String hash = Integer.toHexString((name + "\n" + kinds).hashCode());
    return (readable.length() > 40 ? readable.substring(0, 40) : readable)
        + (readable.isEmpty() ? "" : "-")
        + hash;
  }
}
