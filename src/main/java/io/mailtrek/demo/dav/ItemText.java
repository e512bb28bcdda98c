package io.mailtrek.demo.dav;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** As much of an iCalendar object or a vCard as a server has to understand. */
public final class ItemText {
  private static final Set<String> NOT_COUNTED = Set.of("VTIMEZONE", "VALARM");

  private final Optional<ItemComponent> root;
  private final List<ItemComponent> parts;

  /** Reads an item. */
  public ItemText(byte[] content) {
    root = ItemComponent.parse(content).stream().findFirst();
    parts =
        root.map(ItemComponent::children).orElse(List.of()).stream()
            .filter(part -> !NOT_COUNTED.contains(part.name()))
            .toList();
  }

  /** {@code VCALENDAR} or {@code VCARD}; empty when it is neither. */
  public String outermost() {
    return root.map(ItemComponent::name).orElse("");
  }

  /** What it holds: VEVENT, VTODO, …; time zones and alarms don't count. */
  public Set<String> components() {
    Set<String> names = new LinkedHashSet<>();
    parts.forEach(part -> names.add(part.name()));
    return names;
  }

  /** Its UID; empty when it has none. */
  public String uid() {
    return (outermost().equals("VCARD") ? root.stream() : parts.stream())
        .flatMap(part -> part.lines().stream())
        .filter(line -> line.name().equals("UID"))
        .map(line -> line.value().strip())
        .findFirst()
        .orElse("");
  }

  /** All lines with a name, wherever they are. */
  public List<ItemComponent.Line> lines(String name) {
    return root.stream()
        .flatMap(component -> component.withAllBelow().stream())
        .flatMap(component -> component.lines().stream())
        .filter(line -> line.name().equals(name))
        .toList();
  }
}
