package io.mailtrek.store;

import java.util.Optional;
import java.util.Set;

/**
 * What a folder is beside its name, where a store knows such things: a calendar's colour and so on.
 * A destination that makes the folder makes it so.
 *
 * @param color as the source writes it: {@code #FF2968} or {@code #FF2968FF}
 * @param order where it stands among its siblings: a number
 * @param description a text about it
 * @param timeZone the time zone of its user, as an iCalendar object
 * @param components what a calendar takes: {@code VEVENT}, {@code VTODO}, …; empty where it takes
 *     all or does not tell
 */
public record FolderProperties(
    Optional<String> color,
    Optional<String> order,
    Optional<String> description,
    Optional<String> timeZone,
    Set<String> components) {

  /** Nothing is known. */
  public static final FolderProperties NONE =
      new FolderProperties(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of());

  /** Makes the set immutable. */
  public FolderProperties {
    components = Set.copyOf(components);
  }
}
