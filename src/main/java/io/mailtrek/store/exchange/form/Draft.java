package io.mailtrek.store.exchange.form;

import io.mailtrek.store.text.ContentLine;
import io.mailtrek.store.xml.XmlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A new item while it is made of a component. What the forms do not take of it is kept, and told as
 * a loss where it is more than a habit of programs. For one thread.
 */
final class Draft {
  /** What no one misses. */
  private static final Set<String> QUIET =
      Set.of("DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "REV", "PRODID", "PRIORITY");

  /** Exchange has room for more, but nothing that is worth it. */
  private static final int MOST_KEPT = 30_000;

  private final Component source;
  private final Fields fields;
  private final Function<Component, BodyText> body;
  private final Set<String> held = new HashSet<>(Set.of("DTSTAMP", "LAST-MODIFIED"));
  private final Set<ContentLine> taken = new HashSet<>();
  private final List<Attachment> attachments = new ArrayList<>();
  private final Set<String> losses = new TreeSet<>();
  private final List<String> kept = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private boolean complete;

  /** A new item of an element: {@code CalendarItem}. */
  Draft(Component source, String element) {
    this(source, element, BodyText::of);
  }

  /** One whose text is made in a way of its own. */
  Draft(Component source, String element, Function<Component, BodyText> body) {
    this.source = source;
    this.body = body;
    this.fields = new Fields(element);
  }

  Component source() {
    return source;
  }

  Fields fields() {
    return fields;
  }

  /** Says that all of these properties are at Exchange now. */
  Draft hold(String... names) {
    held.addAll(List.of(names));
    return this;
  }

  /** Says that one line is. */
  void take(ContentLine line) {
    taken.add(line);
  }

  /** Keeps a line that is told in another way. */
  void keep(ContentLine line) {
    taken.add(line);
    kept.add(line.text().replaceAll("\\p{Cc}", ""));
  }

  void attach(Attachment attachment) {
    attachments.add(attachment);
  }

  List<Attachment> attachments() {
    return attachments;
  }

  /** Tells a loss, in a short phrase. */
  void lose(String what) {
    losses.add(what);
  }

  /** Puts a line below the text, where people see it. */
  void note(String line) {
    notes.add(line);
  }

  /** Whether there is such a line. */
  boolean isNoted() {
    return !notes.isEmpty();
  }

  /** The item; nothing is changed afterwards but the losses. */
  NewItem finish(List<OccurrenceChange> changes) {
    complete();
    return new NewItem(fields.sorted(), attachments, changes, List.copyOf(losses));
  }

  /** Its fields, of which nothing is missing any more. */
  List<XmlNode> children() {
    complete();
    return fields.children();
  }

  /** The lines that are kept in a property of their own. */
  List<String> kept() {
    complete();
    return List.copyOf(kept);
  }

  /** What people wrote, without what is added to it. */
  BodyText text() {
    return body.apply(source);
  }

  List<String> losses() {
    return List.copyOf(losses);
  }

  private void complete() {
    if (complete) {
      return;
    }
    complete = true;
    body.apply(source).with(notes).ifPresent(fields::node);
    int size = kept.stream().mapToInt(String::length).sum();
    for (ContentLine line : source.lines()) {
      if (held.contains(line.name()) || taken.contains(line)) {
        continue;
      }
      boolean fits = line.end() - line.start() + size <= MOST_KEPT;
      if (fits) {
        kept.add(line.text().replaceAll("\\p{Cc}", ""));
        size += line.end() - line.start();
      }
      if (!fits) {
        lose(line.name() + ": too long to be kept");
      } else if (!QUIET.contains(line.name())
          && !line.name().startsWith("X-")
          && !told(line.name())) {
        lose(line.name() + ": kept, but not shown");
      }
    }
    if (!kept.isEmpty()) {
      fields.node(Mapi.KEPT.of(String.join("\n", kept)));
    }
    parts();
  }

  private boolean told(String name) {
    return losses.stream().anyMatch(loss -> loss.startsWith(name + ":"));
  }

  private void parts() {
    String others =
        source.parts().stream()
            .map(Component::name)
            .filter(name -> !name.equals("VALARM"))
            .map(name -> name.toUpperCase(Locale.ROOT))
            .distinct()
            .collect(Collectors.joining(", "));
    Stream.of(others).filter(names -> !names.isEmpty()).forEach(this::lose);
  }
}
