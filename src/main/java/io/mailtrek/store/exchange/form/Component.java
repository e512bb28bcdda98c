package io.mailtrek.store.exchange.form;

import io.mailtrek.store.Content;
import io.mailtrek.store.text.ContentLine;
import io.mailtrek.store.text.ContentLines;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A component of an iCalendar object (RFC 5545 §3.6) as it was written.
 *
 * @param name in upper case
 * @param lines its own properties
 * @param parts the components in it
 */
record Component(String name, List<ContentLine> lines, List<Component> parts) {

  /** The object as a component without a name, which has all that is there, closed or not. */
  static Component of(Content content) {
    Component root = new Component("", new ArrayList<>(), new ArrayList<>());
    Deque<Component> open = new ArrayDeque<>(List.of(root));
    for (ContentLine line : ContentLines.of(content)) {
      if (line.is("BEGIN")) {
        Component begun =
            new Component(ContentLines.component(line), new ArrayList<>(), new ArrayList<>());
        open.element().parts().add(begun);
        open.push(begun);
      } else if (line.is("END")) {
        if (open.size() > 1) {
          open.pop();
        }
      } else if (!line.name().isEmpty()) {
        open.element().lines().add(line);
      }
    }
    return root;
  }

  /** The components of a name that are directly in it. */
  List<Component> parts(String wanted) {
    return parts.stream().filter(part -> part.name().equals(wanted)).toList();
  }

  Stream<ContentLine> all(String wanted) {
    return lines.stream().filter(line -> line.is(wanted));
  }

  Optional<ContentLine> line(String wanted) {
    return all(wanted).filter(line -> !line.value().isBlank()).findFirst();
  }

  boolean has(String wanted) {
    return line(wanted).isPresent();
  }

  /** A value as it is, without blanks around it. */
  Optional<String> value(String wanted) {
    return line(wanted).map(line -> line.value().strip());
  }

  /** A value of TEXT. */
  Optional<String> text(String wanted) {
    return line(wanted).map(line -> TextValue.of(line.value()));
  }

  /** All values of lists of TEXT. */
  List<String> texts(String wanted) {
    return all(wanted)
        .flatMap(line -> TextValue.list(line.value()).stream())
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .distinct()
        .toList();
  }
}
