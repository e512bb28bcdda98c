package io.mailtrek.demo.dav;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.namespace.QName;

/** A calendar or an address book. Guarded by the lock of its {@link DavTree}. */
public final class DavCollection {
  private final DavPath path;
  private final Set<QName> types;
  private final Map<QName, String> properties = new LinkedHashMap<>();
  private final Map<String, DavResource> resources = new LinkedHashMap<>();
  private final Map<String, Long> removed = new TreeMap<>();
  private Set<String> components;
  private boolean readOnly;
  private long revision;

  /**
   * An empty one.
   *
   * @param types what it is beside a collection
   * @param components what it takes (VEVENT, …); empty for an address book
   */
  DavCollection(DavPath path, Set<QName> types, Set<String> components) {
    this.path = path;
    this.types = new LinkedHashSet<>(types);
    this.components = new LinkedHashSet<>(components);
  }

  /** Where it is. */
  public DavPath path() {
    return path;
  }

  /** The last part of its URL. */
  public String name() {
    return path.names().get(path.names().size() - 1);
  }

  /** What it is beside a collection. */
  public Set<QName> types() {
    return types;
  }

  /** Whether it holds vCards and not iCalendar. */
  public boolean addressBook() {
    return types.contains(DavName.ADDRESSBOOK);
  }

  /** What it takes. */
  public Set<String> components() {
    return components;
  }

  /** Lets it take these only. */
  public void takeOnly(Set<String> names) {
    components = new LinkedHashSet<>(names);
  }

  /** Its name for people; empty when it has none. */
  public String displayName() {
    return properties.getOrDefault(DavName.DISPLAYNAME, "");
  }

  /** What clients have set, as text. */
  public Map<QName, String> properties() {
    return properties;
  }

  /** Whether the user may only look. */
  public boolean readOnly() {
    return readOnly;
  }

  /** Lets the user only look, as into what somebody else shares. */
  public void makeReadOnly() {
    readOnly = true;
  }

  /** What changes with each change of what is in it. */
  public long revision() {
    return revision;
  }

  /** What is in it. */
  public Collection<DavResource> resources() {
    return resources.values();
  }

  /** One of what is in it. */
  public Optional<DavResource> resource(String name) {
    return Optional.ofNullable(resources.get(name));
  }

  /** Stores an item, in place of the one with this name. */
  public DavResource put(String name, byte[] content) {
    DavResource resource = new DavResource(name, content, ++revision, new ItemText(content).uid());
    resources.put(name, resource);
    removed.remove(name);
    return resource;
  }

  /** Removes an item that is there. */
  public void remove(String name) {
    resources.remove(name);
    removed.put(name, ++revision);
  }

  /** The names of what was removed after a revision. */
  List<String> removedSince(long since) {
    List<String> names = new ArrayList<>();
    removed.forEach(
        (name, when) -> {
          if (when > since) {
            names.add(name);
          }
        });
    return names;
  }
}
