package io.mailtrek.demo.exchange;

import java.util.Locale;
import java.util.Map;

/**
 * What names an extended property, whether by a distinguished set or by its GUID.
 *
 * @param set the GUID of the set; empty for one that has a tag
 * @param name the tag, the id or the name in the set
 */
public record PropertyName(String set, String name) {
  static final PropertyName FLAGS = tag(0x0E07);
  static final PropertyName DELIVERED = tag(0x0E06);
  static final PropertyName SUBMITTED = tag(0x0039);
  static final PropertyName SEARCH_KEY = tag(0x300B);
  static final PropertyName HIDDEN = tag(0x10F4);

  private static final Map<String, String> SETS =
      Map.ofEntries(
          Map.entry("Meeting", "6ED8DA90-450B-101B-98DA-00AA003F1305"),
          Map.entry("Appointment", "00062002-0000-0000-C000-000000000046"),
          Map.entry("Common", "00062008-0000-0000-C000-000000000046"),
          Map.entry("PublicStrings", "00020329-0000-0000-C000-000000000046"),
          Map.entry("Address", "00062004-0000-0000-C000-000000000046"),
          Map.entry("InternetHeaders", "00020386-0000-0000-C000-000000000046"),
          Map.entry("CalendarAssistant", "11000E07-B51B-40D6-AF21-CAA85EDAB1D0"),
          Map.entry("UnifiedMessaging", "4442858E-A9E3-4E80-B900-317A210CC15B"),
          Map.entry("Task", "00062003-0000-0000-C000-000000000046"));

  /** The property with a tag. */
  public static PropertyName tag(int tag) {
    return new PropertyName("", "0x" + Integer.toHexString(tag));
  }

  /** The property with a name in a set. */
  public static PropertyName named(String guid, String name) {
    return new PropertyName(guid.toUpperCase(Locale.ROOT), name);
  }

  /** The property that a {@code t:ExtendedFieldURI} is about. */
  static PropertyName of(Xml path) throws EwsFailure {
    String tag = path.attribute("PropertyTag");
    if (!tag.isEmpty()) {
      return tag(Integer.decode(tag));
    }
    String distinguished = path.attribute("DistinguishedPropertySetId");
    String guid =
        distinguished.isEmpty() ? path.attribute("PropertySetId") : SETS.get(distinguished);
    String name = path.attribute("PropertyName");
    String id = path.attribute("PropertyId");
    if (guid == null || guid.isEmpty() || name.isEmpty() == id.isEmpty()) {
      throw new EwsFailure(
          "ErrorInvalidExtendedProperty",
          "The extended property attribute combination is invalid.");
    }
    return named(guid, name.isEmpty() ? "#" + Integer.decode(id) : name);
  }
}
