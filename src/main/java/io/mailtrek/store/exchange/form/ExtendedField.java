package io.mailtrek.store.exchange.form;

import io.mailtrek.store.xml.XmlNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A property of an item that has no element of its own at Exchange ([MS-OXWSXPROP] §2.1).
 *
 * @param set the id of its set, or the name of a set that Exchange knows; empty for a tag
 * @param name what it is within the set, or the tag
 * @param type {@code String}, {@code Integer}, {@code StringArray}, …
 */
record ExtendedField(Optional<String> set, String name, String type) {
  private static final String ARRAY = "Array";

  /** The sets that have a name (MS-OXPROPS §1.3.2). */
  private static final Map<String, String> KNOWN =
      Map.of(
          "meeting", "6ed8da90-450b-101b-98da-00aa003f1305",
          "appointment", "00062002-0000-0000-c000-000000000046",
          "common", "00062008-0000-0000-c000-000000000046",
          "publicstrings", "00020329-0000-0000-c000-000000000046",
          "address", "00062004-0000-0000-c000-000000000046",
          "task", "00062003-0000-0000-c000-000000000046");

  /** One that has a tag: {@code 0x3a45}. */
  static ExtendedField tag(String tag, String type) {
    return new ExtendedField(Optional.empty(), tag, type);
  }

  /** One that has a number in a set. */
  static ExtendedField numbered(String set, int number, String type) {
    return new ExtendedField(Optional.of(set), Integer.toString(number), type);
  }

  /** One that has a name in a set. */
  static ExtendedField named(String set, String name, String type) {
    return new ExtendedField(Optional.of(set), name, type);
  }

  /** What asks for it, and says what it is. */
  XmlNode path() {
    XmlNode path = new XmlNode(Ews.type("ExtendedFieldURI"));
    if (set.isEmpty()) {
      path.attribute("PropertyTag", name);
    } else {
      path.attribute(
          KNOWN.containsKey(set.get().toLowerCase(Locale.ROOT))
              ? "DistinguishedPropertySetId"
              : "PropertySetId",
          set.get());
      path.attribute(isNumber() ? "PropertyId" : "PropertyName", name);
    }
    path.attribute("PropertyType", type);
    return path;
  }

  private boolean isNumber() {
    return name.chars().allMatch(Character::isDigit);
  }

  /** The property with a value, or with several where its type is an array. */
  XmlNode of(List<String> values) {
    XmlNode property = Ews.element("ExtendedProperty", path());
    if (type.endsWith(ARRAY)) {
      XmlNode all = Ews.element("Values");
      values.forEach(value -> all.add(Ews.text("Value", value)));
      property.add(all);
    } else {
      property.add(Ews.text("Value", values.get(0)));
    }
    return property;
  }

  /** The property with a value. */
  XmlNode of(String value) {
    return of(List.of(value));
  }

  /** Its values in an item; none where it has none. */
  List<String> in(XmlNode item) {
    return item
        .children(Ews.type("ExtendedProperty"))
        .filter(
            property -> property.child(Ews.type("ExtendedFieldURI")).filter(this::is).isPresent())
        .findFirst()
        .stream()
        .flatMap(
            property ->
                Stream.concat(
                    property.children(Ews.type("Value")),
                    property
                        .children(Ews.type("Values"))
                        .flatMap(values -> values.children(Ews.type("Value")))))
        .map(XmlNode::text)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  private boolean is(XmlNode path) {
    Optional<String> tag = path.attribute("PropertyTag");
    if (set.isEmpty() || tag.isPresent()) {
      return set.isEmpty() && tag.filter(other -> tag(other) == tag(name)).isPresent();
    }
    return path.attribute("PropertyName")
            .or(() -> path.attribute("PropertyId"))
            .filter(name::equalsIgnoreCase)
            .isPresent()
        && path.attribute("DistinguishedPropertySetId")
            .or(() -> path.attribute("PropertySetId"))
            .filter(other -> set(other).equals(set(set.get())))
            .isPresent();
  }

  private static String set(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return KNOWN.getOrDefault(lower, lower);
  }

  /** Servers write tags in decimal, too. */
  private static int tag(String text) {
    try {
      return Integer.decode(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
