package io.mailtrek.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mailtrek.server.dav.RawDav;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user's calendars and contacts at a DAV server, seen and changed by the user's own program. */
final class Groupware {
  private static final Pattern UID = Pattern.compile("(?m)^UID:(.*?)\r?$");

  private final RawDav dav;

  Groupware(int port, String user) {
    dav = new RawDav(port, user, TestProject.PASSWORD);
  }

  RawDav dav() {
    return dav;
  }

  /** Makes a calendar; returns its path. */
  String calendar(String name, String... components) throws IOException {
    return dav.makeCalendar(dav.homes().get(0), name.toLowerCase(Locale.ROOT), name, components);
  }

  /** Makes an address book; returns its path. */
  String addressBook(String name) throws IOException {
    List<String> homes = dav.homes();
    return dav.makeAddressBook(homes.get(homes.size() - 1), name.toLowerCase(Locale.ROOT), name);
  }

  /** Stores an item. */
  void put(String path, String text) throws IOException {
    dav.put(path, text.getBytes(UTF_8));
  }

  /** The UIDs of all items, by the names of their collections; empty collections are left out. */
  Map<String, Set<String>> uids() throws IOException {
    Map<String, Set<String>> all = new TreeMap<>();
    for (RawDav.Folder folder : dav.folders()) {
      for (String path : dav.items(folder.href())) {
        Matcher uid = UID.matcher(new String(dav.get(path), UTF_8));
        all.computeIfAbsent(folder.name(), name -> new TreeSet<>())
            .add(uid.find() ? uid.group(1) : "?");
      }
    }
    return all;
  }

  /** The text of the item with a UID, without folds. */
  String text(String uid) throws IOException {
    return textWith("UID:" + uid);
  }

  /** The text of the item with a line, without folds. */
  String textWith(String line) throws IOException {
    for (RawDav.Folder folder : dav.folders()) {
      for (String path : dav.items(folder.href())) {
        String text = new String(dav.get(path), UTF_8).replace("\r\n ", "");
        if (text.contains("\r\n" + line + "\r\n")) {
          return text;
        }
      }
    }
    throw new AssertionError("No item with " + line);
  }

  /** Paths and versions of everything: nothing has changed when they are the same. */
  List<String> versions() throws IOException {
    List<String> all = new ArrayList<>();
    for (RawDav.Folder folder : dav.folders()) {
      all.add(folder.toString());
      all.addAll(dav.versions(folder.href()));
    }
    return all;
  }
}
