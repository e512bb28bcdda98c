package io.mailtrek.store;

import java.util.ArrayList;
import java.util.List;

/**
 * The path of a folder as a list of Unicode names, free of any server's separator, encoding and
 * namespace prefix. INBOX is the path with the one name {@code INBOX}.
 *
 * <p>{@link #toString()} is the path as users read and write it: names joined by {@code /}; a
 * {@code /} or {@code \} inside a name has a {@code \} before it, so that {@link #parse} gives the
 * same path back.
 */
public record FolderPath(List<String> names) {

  /** The path of the inbox. */
  public static final FolderPath INBOX = of("INBOX");

  /** Checks that there is at least one name and that no name is empty. */
  public FolderPath {
    names = List.copyOf(names);
    if (names.isEmpty() || names.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException("A folder path needs names that are not empty: " + names);
    }
  }

  /** The path with these names, the outermost first. */
  public static FolderPath of(String... names) {
    return new FolderPath(List.of(names));
  }

  /**
   * Reads what {@link #toString()} wrote.
   *
   * @throws IllegalArgumentException when a name is empty
   */
  public static FolderPath parse(String text) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        name.append(text.charAt(++i));
      } else if (c == '/') {
        names.add(name.toString());
        name.setLength(0);
      } else {
        name.append(c);
      }
    }
    names.add(name.toString());
    return new FolderPath(names);
  }

  /** The path of a folder below this one. */
  public FolderPath child(String name) {
    List<String> all = new ArrayList<>(names);
    all.add(name);
    return new FolderPath(all);
  }

  /** The last name. */
  public String name() {
    return names.get(names.size() - 1);
  }

  /** The paths of the folders above this one, the outermost first; empty for a top-level folder. */
  public List<FolderPath> ancestors() {
    List<FolderPath> all = new ArrayList<>();
    for (int i = 1; i < names.size(); i++) {
      all.add(new FolderPath(names.subList(0, i)));
    }
    return all;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      if (!text.isEmpty()) {
        text.append('/');
      }
      text.append(name.replace("\\", "\\\\").replace("/", "\\/"));
    }
    return text.toString();
  }
}
