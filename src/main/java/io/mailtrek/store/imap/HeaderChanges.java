package io.mailtrek.store.imap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a server has done to the header of a message.
 *
 * @param added the names of fields that it added
 * @param removed the names of fields that it left out
 * @param changed the names of fields whose text it changed
 * @param reordered whether it changed nothing but their order
 */
record HeaderChanges(
    Set<String> added, Set<String> removed, Set<String> changed, boolean reordered) {

  /** What has become of one header in another. */
  static HeaderChanges between(MessageText before, MessageText after) {
    Map<String, List<String>> sent = byName(before.fields());
    Map<String, List<String>> got = byName(after.fields());
    Set<String> added = new LinkedHashSet<>();
    Set<String> removed = new LinkedHashSet<>();
    Set<String> changed = new LinkedHashSet<>();
    got.forEach(
        (name, values) -> {
          int more = values.size() - sent.getOrDefault(name, List.of()).size();
          if (more > 0) {
            added.add(name(values.get(0)));
          }
        });
    sent.forEach(
        (name, values) -> {
          List<String> there = got.getOrDefault(name, List.of());
          if (there.size() < values.size()) {
            removed.add(name(values.get(0)));
          } else if (!there.containsAll(values)) {
            changed.add(name(values.get(0)));
          }
        });
    boolean same = added.isEmpty() && removed.isEmpty() && changed.isEmpty();
    return new HeaderChanges(
        added, removed, changed, same && !before.fields().equals(after.fields()));
  }

  /** Whether the header is as it was. */
  boolean none() {
    return added.isEmpty() && removed.isEmpty() && changed.isEmpty() && !reordered;
  }

  /** {@code adds X-Spam, leaves out Status}. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    if (!added.isEmpty()) {
      parts.add("adds " + String.join(" ", added));
    }
    if (!removed.isEmpty()) {
      parts.add("leaves out " + String.join(" ", removed));
    }
    if (!changed.isEmpty()) {
      parts.add("changes " + String.join(" ", changed));
    }
    if (reordered) {
      parts.add("changes the order of headers");
    }
    return String.join(", ", parts);
  }

  private static Map<String, List<String>> byName(List<String> fields) {
    Map<String, List<String>> byName = new LinkedHashMap<>();
    for (String field : fields) {
      byName
          .computeIfAbsent(name(field).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(field);
    }
    return byName;
  }

  private static String name(String field) {
    int colon = field.indexOf(':');
    return colon < 0 ? field : field.substring(0, colon).strip();
  }
}
