package io.mailtrek.ledger;

import io.mailtrek.store.DeliveryJournal.Intent;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Trace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The compact form of an intent in its one column. Its first byte is the version of the form. */
final class IntentPayload {
  private static final int VERSION = 1;
  private static final int HAS_MESSAGE_ID = 1;
  private static final int HAS_DATE = 2;
  private static final int HAS_REPLACED = 4;

  private IntentPayload() {}

  static byte[] write(DestinationFolder folder, FolderState since, List<Trace> traces) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128 + 128 * traces.size());
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      text(out, folder.path().toString());
      text(out, folder.itemType().name());
      text(out, since.validity());
      text(out, since.next());
      out.writeLong(since.count());
      out.writeInt(traces.size());
      for (Trace trace : traces) {
        write(out, trace);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Trace trace) throws IOException {
    out.writeByte(
        (trace.messageId().isPresent() ? HAS_MESSAGE_ID : 0)
            | (trace.date().isPresent() ? HAS_DATE : 0)
            | (trace.replaced().isPresent() ? HAS_REPLACED : 0));
    text(out, trace.key().value());
    if (trace.messageId().isPresent()) {
      text(out, trace.messageId().get());
    }
    if (trace.date().isPresent()) {
      out.writeLong(trace.date().get());
    }
    out.writeLong(trace.size());
    byte[] hash = HexFormat.of().parseHex(trace.hash());
    out.writeByte(hash.length);
    out.write(hash);
    if (trace.replaced().isPresent()) {
      write(out, trace.replaced().get());
    }
  }

  static Intent read(long id, FolderPath sourceFolder, byte[] payload) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new LedgerException(
            "Batch "
                + id
                + " was written by a newer MailTrek (form "
                + version
                + "): use that one.");
      }
      FolderPath path = FolderPath.parse(text(in));
      ItemType type = ItemType.valueOf(text(in));
      FolderState since = new FolderState(text(in), text(in), in.readLong());
      int count = in.readInt();
      List<Trace> traces = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        traces.add(trace(in));
      }
      return new Intent(
          id, sourceFolder, new DestinationFolder(path, type, false), since, List.copyOf(traces));
    } catch (IOException e) {
      throw new LedgerException("The record of batch " + id + " is damaged: put back a copy.", e);
    }
  }

  private static Trace trace(DataInputStream in) throws IOException {
    int has = in.readUnsignedByte();
    ItemKey key = new ItemKey(text(in));
    Optional<String> messageId =
        (has & HAS_MESSAGE_ID) == 0 ? Optional.empty() : Optional.of(text(in));
    Optional<Long> date = (has & HAS_DATE) == 0 ? Optional.empty() : Optional.of(in.readLong());
    long size = in.readLong();
    byte[] hash = new byte[in.readUnsignedByte()];
    in.readFully(hash);
    Optional<Trace> replaced =
        (has & HAS_REPLACED) == 0 ? Optional.empty() : Optional.of(trace(in));
    return new Trace(key, messageId, date, size, HexFormat.of().formatHex(hash), replaced);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
