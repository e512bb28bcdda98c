package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.form.Ews.element;

import io.mailtrek.store.xml.XmlNode;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;

/** What items are searched by, as {@code t:Restriction} (MS-OXWSSRCH §2.2.4) takes it. */
final class Lookup {
  /** What stands before the UID of a calendar in a fingerprint. */
  static final String UID = "uid:";

  /** What stands before a search key in a fingerprint. */
  static final String SEARCH_KEY = "search-key:";

  private Lookup() {}

  /** A property has a value. */
  static XmlNode equal(XmlNode field, String value) {
    return element(
        "IsEqualTo",
        field,
        element("FieldURIOrConstant", Nodes.with(element("Constant"), "Value", value)));
  }

  /** A text is somewhere in a property, in any case. */
  static XmlNode contains(XmlNode field, String value) {
    XmlNode node = element("Contains", field, Nodes.with(element("Constant"), "Value", value));
    node.attribute("ContainmentMode", "Substring");
    node.attribute("ContainmentComparison", "IgnoreCase");
    return node;
  }

  /** One of several conditions holds. */
  static XmlNode any(Collection<XmlNode> conditions) {
    return conditions.size() == 1
        ? conditions.iterator().next()
        : Nodes.with(element("Or"), conditions);
  }

  /** All conditions hold. */
  static XmlNode all(Collection<XmlNode> conditions) {
    return conditions.size() == 1
        ? conditions.iterator().next()
        : Nodes.with(element("And"), conditions);
  }

  /** An item has the fingerprint that {@link ItemFacts} gives. */
  static XmlNode fingerprint(String fingerprint) {
    if (fingerprint.startsWith(UID)) {
      return equal(Fields.field(Fields.CALENDAR_UID), fingerprint.substring(UID.length()));
    }
    if (fingerprint.startsWith(SEARCH_KEY)) {
      byte[] key = HexFormat.of().parseHex(fingerprint.substring(SEARCH_KEY.length()));
      return equal(
          Fields.tag(Fields.SEARCH_KEY, "Binary"), Base64.getEncoder().encodeToString(key));
    }
    return equal(Fields.field(Fields.INTERNET_MESSAGE_ID), fingerprint);
  }
}
