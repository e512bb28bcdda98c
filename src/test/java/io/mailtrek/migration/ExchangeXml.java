package io.mailtrek.migration;

import io.mailtrek.demo.exchange.PropertyName;
import java.util.Base64;

/** Properties of items of Exchange, for {@code ExchangeFolder.add}. */
final class ExchangeXml {
  static final String NOTE = "0006200E-0000-0000-C000-000000000046";
  static final String LOG = "0000000A-0000-0000-C000-000000000046";
  static final String ADDRESS = "00062004-0000-0000-C000-000000000046";
  static final String COMMON = "00062008-0000-0000-C000-000000000046";

  private ExchangeXml() {}

  static String entries(String list, String key, String... values) {
    StringBuilder all = new StringBuilder("<t:" + list + ">");
    for (int i = 0; i < values.length; i++) {
      all.append("<t:Entry Key=\"%s\">%s</t:Entry>".formatted(key.formatted(i + 1), values[i]));
    }
    return all + "</t:" + list + ">";
  }

  static String strings(String list, String... values) {
    return "<t:%s><t:String>%s</t:String></t:%s>"
        .formatted(list, String.join("</t:String><t:String>", values), list);
  }

  static String file(String name, String type, boolean photo, byte[] content) {
    return ("<t:Attachments><t:FileAttachment><t:Name>%s</t:Name><t:ContentType>%s</t:ContentType>"
            + "<t:IsContactPhoto>%s</t:IsContactPhoto><t:Content>%s</t:Content>"
            + "</t:FileAttachment></t:Attachments>")
        .formatted(name, type, photo, Base64.getEncoder().encodeToString(content));
  }

  static String number(String set, int id, int value) {
    return text(set, id, Integer.toString(value));
  }

  static String text(String set, int id, String value) {
    return extended(
        "PropertySetId=\"%s\" PropertyId=\"%d\"".formatted(set, id),
        "<t:Value>" + value + "</t:Value>");
  }

  static String values(String set, int id, String value) {
    return extended(
        "PropertySetId=\"%s\" PropertyId=\"%d\"".formatted(set, id),
        "<t:Values><t:Value>" + value + "</t:Value></t:Values>");
  }

  static String value(PropertyName tag, String value) {
    return extended("PropertyTag=\"" + tag.name() + "\"", "<t:Value>" + value + "</t:Value>");
  }

  static String extended(String path, String value) {
    return "<t:ExtendedProperty><t:ExtendedFieldURI %s/>%s</t:ExtendedProperty>"
        .formatted(path, value);
  }

  static PropertyName name(String set, int id) {
    return PropertyName.named(set, "#" + id);
  }
}
