package io.mailtrek.demo;

import io.mailtrek.demo.dav.DavCollection;
import io.mailtrek.demo.dav.DavResource;
import io.mailtrek.demo.dav.DavTree;
import io.mailtrek.demo.dav.ItemSubstance;
import io.mailtrek.demo.dav.ItemText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All calendars and address books of a server, looked at where they are kept.
 *
 * @param kinds what there is of each kind of item, each with its place and its substance
 * @param versions where each item is, with its version
 */
record GroupwareSnapshot(Map<String, List<String>> kinds, List<String> versions) {

  /** Looks at all users of a server. */
  static GroupwareSnapshot of(DemoServer server) {
    Map<String, List<String>> kinds = new TreeMap<>();
    List<String> versions = new ArrayList<>();
    DavTree tree = server.groupware();
    synchronized (tree) {
      for (String user : server.users()) {
        for (DavCollection collection : tree.collections(server.address(user))) {
          for (DavResource resource : collection.resources()) {
            kinds
                .computeIfAbsent(kind(resource), kind -> new ArrayList<>())
                .add(
                    user
                        + ": "
                        + collection.displayName()
                        + "\n"
                        + ItemSubstance.of(resource.content()));
            versions.add(collection.path().child(resource.name(), false) + resource.etag());
          }
        }
      }
    }
    kinds.values().forEach(items -> items.sort(null));
    return new GroupwareSnapshot(kinds, versions);
  }

  /** What there is of a kind. */
  List<String> of(String kind) {
    return kinds.getOrDefault(kind, List.of());
  }

  /** {@code 75 calendar items, 45 contacts, …}. */
  String counts() {
    List<String> counts = new ArrayList<>();
    kinds.forEach((kind, items) -> counts.add(items.size() + " " + kind));
    return String.join(", ", counts);
  }

  private static String kind(DavResource resource) {
    ItemText item = new ItemText(resource.content());
    if (item.outermost().equals("VCARD")) {
      return "contacts";
    }
    return switch (item.components().iterator().next()) {
      case "VTODO" -> "tasks";
      case "VJOURNAL" ->
          item.lines("CATEGORIES").stream().anyMatch(line -> line.value().equals("Notes"))
              ? "notes"
              : "journals";
      default -> "calendar items";
    };
  }
}
