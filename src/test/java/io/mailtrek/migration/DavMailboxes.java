package io.mailtrek.migration;

import io.mailtrek.corpus.SampleItem;
import io.mailtrek.demo.dav.ItemSubstance;
import io.mailtrek.server.dav.RawDav;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The calendars and address books of one user at a server, as the user's own program sees them. */
final class DavMailboxes {
  private final RawDav dav;

  DavMailboxes(int port, String user) {
    dav = new RawDav(port, user, TestProject.PASSWORD);
  }

  /** Makes a calendar with items; returns its path. */
  String calendar(String name, String component, List<SampleItem> items) throws IOException {
    String home = dav.homes().get(0);
    return fill(dav.makeCalendar(home, "c" + items.hashCode(), name, component), items);
  }

  /** Makes an address book with contacts; returns its path. */
  String addressBook(String name, List<SampleItem> items) throws IOException {
    List<String> homes = dav.homes();
    String home = homes.get(homes.size() - 1);
    return fill(dav.makeAddressBook(home, "b" + items.hashCode(), name), items);
  }

  private String fill(String path, List<SampleItem> items) throws IOException {
    for (SampleItem item : items) {
      dav.put(path + item.file(), item.content());
    }
    return path;
  }

  /** The user's program, to change things. */
  RawDav program() {
    return dav;
  }

  /** What is in each folder, by its name, in any order, as far as it has to survive. */
  Map<String, List<String>> substance() throws IOException {
    Map<String, List<String>> all = new TreeMap<>();
    for (RawDav.Folder folder : dav.folders()) {
      List<String> items = new ArrayList<>();
      for (String item : dav.items(folder.href())) {
        items.add(ItemSubstance.of(dav.get(item)));
      }
      items.sort(null);
      all.put(folder.name(), items);
    }
    return all;
  }

  /** All folders and items with their paths and versions, to see whether anything changes. */
  List<String> versions() throws IOException {
    List<String> all = new ArrayList<>();
    for (RawDav.Folder folder : dav.folders()) {
      all.add(folder.toString());
      all.addAll(dav.versions(folder.href()));
    }
    return all;
  }
}
