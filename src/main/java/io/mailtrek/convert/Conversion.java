package io.mailtrek.convert;

import io.mailtrek.store.Content;
import io.mailtrek.store.Item;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Movable;
import io.mailtrek.store.PermanentException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The form of notes and journals at the destination. Everything else stays as it is, byte for byte.
 * The same item has the same form at every try.
 */
public final class Conversion {
  private static final String CALENDAR = "BEGIN:VCALENDAR";
  private static final int BYTE_ORDER_MARK = 3;

  private Conversion() {}

  /**
   * The content in the form of its folder.
   *
   * @param stored the form of what the folder holds, see {@link
   *     io.mailtrek.store.DestinationFolder#itemType}
   * @param owner the address of the mailbox at the destination
   * @return the same object when nothing has to change
   * @throws PermanentException when the content can't be read
   */
  public static Content of(Item item, Content content, ItemType stored, String owner)
      throws PermanentException {
    if (content.opaque() || !Movable.asMessage(item.type())) {
      return content;
    }
    boolean calendar = isCalendar(content);
    if (stored == ItemType.MAIL && calendar) {
      return item.type() == ItemType.NOTE
          ? NoteMessage.write(NoteJournal.read(content), owner)
          : JournalMessage.write(content, owner);
    }
    return stored != ItemType.MAIL && !calendar
        ? NoteJournal.write(NoteMessage.read(content))
        : content;
  }

  /** The item as its copy is to be: no mail program shows a note as unread. */
  public static Item read(Item item) {
    Set<String> flags = new HashSet<>(item.flags());
    flags.add("\\Seen");
    return new Item(
        item.folder(),
        item.type(),
        item.key(),
        item.date(),
        item.sentDate(),
        item.messageId(),
        item.size(),
        flags,
        item.keywords());
  }

  private static boolean isCalendar(Content content) {
    int length = Math.min(content.size(), CALENDAR.length() + BYTE_ORDER_MARK);
    byte[] start = new byte[length];
    for (int i = 0; i < length; i++) {
      start[i] = content.at(i);
    }
    return new String(start, StandardCharsets.ISO_8859_1)
        .toUpperCase(Locale.ROOT)
        .contains(CALENDAR);
  }
}
