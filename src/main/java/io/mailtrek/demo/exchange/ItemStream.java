package io.mailtrek.demo.exchange;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** A whole item as bytes that only this server understands, as it is exported and uploaded. */
final class ItemStream {
  private static final int MAGIC = 0x01DEAD5E;

  private ItemStream() {}

  static byte[] write(StoredItem item) {
    byte[] document = element(item).document();
    CRC32 sum = new CRC32();
    sum.update(document);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeLong(sum.getValue());
      try (DeflaterOutputStream deflated = new DeflaterOutputStream(out)) {
        deflated.write(document);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private static Xml element(StoredItem item) {
    Xml properties = Xml.t("Properties");
    item.properties().values().forEach(property -> properties.add(property.copy()));
    Xml extended = Xml.t("Extended");
    item.extendedProperties()
        .forEach(
            (name, value) ->
                extended.add(
                    Xml.t("Property", value.copy())
                        .with("Set", name.set())
                        .with("Name", name.name())));
    Xml attachments = Xml.t("Attachments");
    item.attachments().forEach(a -> attachments.add(attachment(a)));
    Xml element = Xml.t("Whole", properties, extended, attachments);
    element.with("Element", item.element()).with("Created", item.createdAt().toString());
    item.mime()
        .ifPresent(mime -> element.add(Xml.t("Mime", Base64.getEncoder().encodeToString(mime))));
    item.series().ifPresent(series -> element.add(occurrences(series)));
    return element;
  }

  private static Xml attachment(StoredAttachment attachment) {
    Xml element = Xml.t("Attachment", attachment.description().copy());
    element.add(Xml.t("Bytes", Base64.getEncoder().encodeToString(attachment.content())));
    attachment.item().ifPresent(item -> element.add(item.copy()));
    return element;
  }

  private static Xml occurrences(Series series) {
    Xml element = Xml.t("Occurrences");
    for (Map.Entry<Integer, StoredItem> entry : series.modified().entrySet()) {
      element.add(element(entry.getValue()).with("Index", "" + entry.getKey()));
    }
    series.deleted().forEach(index -> element.add(Xml.t("Deleted", "" + index)));
    return element;
  }

  static Xml read(byte[] stream) throws EwsFailure {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stream))) {
      if (in.readInt() != MAGIC) {
        throw corrupt();
      }
      long expected = in.readLong();
      byte[] document = new InflaterInputStream(in).readAllBytes();
      CRC32 sum = new CRC32();
      sum.update(document);
      if (sum.getValue() != expected) {
        throw corrupt();
      }
      return Xml.parse(document);
    } catch (IOException e) {
      throw corrupt();
    }
  }

  private static EwsFailure corrupt() {
    return new EwsFailure("ErrorCorruptData", "The data is corrupt.");
  }
}
