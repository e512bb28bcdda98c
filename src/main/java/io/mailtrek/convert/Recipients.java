package io.mailtrek.convert;

import io.mailtrek.store.Content;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.dav.RecipientMapping;
import java.util.Locale;
import java.util.Map;

/**
 * The addresses of people in calendars, tasks, journals and contacts, after a move to another
 * domain. In contacts only those of the mailbox itself change: other people did not move with it.
 * What only another server of its kind can read stays as it is.
 */
public final class Recipients {
  private Recipients() {}

  /**
   * Changes what the rules say.
   *
   * @param owner the address of the mailbox at the source
   */
  public static RecipientMapping.Mapped of(
      RecipientMapping rules, ItemType type, String owner, Content content) {
    boolean none =
        rules.rules().isEmpty()
            || content.opaque()
            || type == ItemType.MAIL
            || type == ItemType.NOTE;
    if (none) {
      return new RecipientMapping.Mapped(content, 0);
    }
    return (type == ItemType.CONTACT ? only(rules, owner) : rules).apply(content);
  }

  /** The rules as far as they concern one address. */
  private static RecipientMapping only(RecipientMapping rules, String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    String whole = rules.rules().get(lower);
    int at = lower.lastIndexOf('@');
    String domain = at < 0 ? null : rules.rules().get(lower.substring(at));
    if (whole != null) {
      return new RecipientMapping(Map.of(lower, whole));
    }
    return domain == null
        ? RecipientMapping.NONE
        : new RecipientMapping(Map.of(lower, address.substring(0, at) + domain));
  }
}
