package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.form.Ews.element;
import static io.mailtrek.store.exchange.form.Ews.text;
import static io.mailtrek.store.exchange.form.Ews.type;

import io.mailtrek.store.xml.XmlNode;
import java.util.Optional;

/**
 * Properties of items and folders, as requests name them. Those without a name of their own go by
 * their MAPI tag (MS-OXPROPS).
 */
final class Fields {
  static final String SUBJECT = "item:Subject";
  static final String ITEM_CLASS = "item:ItemClass";
  static final String INTERNET_MESSAGE_ID = "message:InternetMessageId";
  static final String CALENDAR_UID = "calendar:UID";

  /** PidTagMessageFlags: whether it is read, and whether it is a draft. */
  static final int MESSAGE_FLAGS = 0x0E07;

  /** PidTagMessageDeliveryTime. */
  static final int DELIVERY_TIME = 0x0E06;

  /** PidTagClientSubmitTime. */
  static final int SUBMIT_TIME = 0x0039;

  /** PidTagLastVerbExecuted: 102 and 103 for an answer, 104 for passing it on. */
  static final int LAST_VERB = 0x1081;

  /** PidTagIconIndex, which shows the last verb. */
  static final int ICON = 0x1080;

  /** PidTagSearchKey, which a copy keeps. */
  static final int SEARCH_KEY = 0x300B;

  /** PidTagAttributeHidden of a folder. */
  static final int HIDDEN = 0x10F4;

  /** PidTagMessageSizeExtended of a mailbox. */
  static final int MAILBOX_SIZE = 0x0E08;

  /** PidTagProhibitSendQuota and its like are in kilobytes; this one ends all writing. */
  static final int PROHIBIT_RECEIVE_QUOTA = 0x666A;

  /** The property set of MailTrek's own property. */
  static final String PROPERTY_SET = "5b1d6c2e-7f53-4c0a-9a41-3f8e0d2b6c71";

  private static final String KEY_NAME = "MailTrekKey";

  private Fields() {}

  /** A property with a name. */
  static XmlNode field(String name) {
    return Nodes.with(element("FieldURI"), "FieldURI", name);
  }

  /** A property with a tag. */
  static XmlNode tag(int tag, String kind) {
    XmlNode node = element("ExtendedFieldURI");
    node.attribute("PropertyTag", String.format("0x%04X", tag));
    node.attribute("PropertyType", kind);
    return node;
  }

  /** The property that tells which item of which source a copy is of. */
  static XmlNode mailTrekKey() {
    XmlNode node = element("ExtendedFieldURI");
    node.attribute("PropertySetId", PROPERTY_SET);
    node.attribute("PropertyName", KEY_NAME);
    node.attribute("PropertyType", "String");
    return node;
  }

  /** A property with its value, as an item has it. */
  static XmlNode extended(XmlNode uri, String value) {
    return element("ExtendedProperty", uri, text("Value", value));
  }

  /** The value of a property with a tag. */
  static Optional<String> extended(XmlNode item, int tag) {
    return item.children(type("ExtendedProperty"))
        .filter(
            property ->
                property.child(type("ExtendedFieldURI")).filter(uri -> is(uri, tag)).isPresent())
        .flatMap(property -> Nodes.value(property, "Value").stream())
        .findFirst();
  }

  /** Servers write a tag without its zeros. */
  private static boolean is(XmlNode uri, int tag) {
    return uri.attribute("PropertyTag").filter(text -> tag(text) == tag).isPresent();
  }

  private static int tag(String text) {
    try {
      return Integer.decode(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** The value of {@link #mailTrekKey}. */
  static Optional<String> mailTrekKey(XmlNode item) {
    return item.children(type("ExtendedProperty"))
        .filter(
            property ->
                property
                    .child(type("ExtendedFieldURI"))
                    .flatMap(uri -> uri.attribute("PropertyName"))
                    .filter(KEY_NAME::equals)
                    .isPresent())
        .flatMap(property -> Nodes.value(property, "Value").stream())
        .findFirst();
  }
}
