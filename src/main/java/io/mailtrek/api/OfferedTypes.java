package io.mailtrek.api;

import io.mailtrek.api.PreviewAnswer.ItemTypeAnswer;
import io.mailtrek.config.Project;
import io.mailtrek.config.Setting;
import io.mailtrek.ledger.PassType;
import io.mailtrek.store.ItemType;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Which item types passes move, which they do not, and why. */
final class OfferedTypes {
  private OfferedTypes() {}

  /** All item types, as a pass of a project treats them. */
  static List<ItemTypeAnswer> of(Project project, PassType pass) {
    Set<ItemType> wanted = project.options().read().filters().itemTypes();
    return Stream.of(ItemType.values()).map(type -> offer(pass, type, wanted)).toList();
  }

  private static ItemTypeAnswer offer(PassType pass, ItemType type, Set<ItemType> wanted) {
    if (pass == PassType.PRE_STAGE && type != ItemType.MAIL) {
      return new ItemTypeAnswer(
          type.word(),
          false,
          false,
          plural(type)
              + " change until the cutover, and changes are not propagated: they move in the Full"
              + " pass.");
    }
    if (!wanted.contains(type)) {
      return new ItemTypeAnswer(
          type.word(), false, false, Setting.ITEM_TYPES.name() + " leaves this type out.");
    }
    return type == ItemType.MAIL
        ? new ItemTypeAnswer(type.word(), true, true, "")
        : new ItemTypeAnswer(
            type.word(), true, false, "The source is an IMAP server: it holds mail only.");
  }

  private static String plural(ItemType type) {
    String word = type.word();
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + "s";
  }
}
