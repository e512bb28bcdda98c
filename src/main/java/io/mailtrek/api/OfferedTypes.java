package io.mailtrek.api;

import io.mailtrek.api.PreviewAnswer.ItemTypeAnswer;
import io.mailtrek.config.Setting;
import io.mailtrek.ledger.PassType;
import io.mailtrek.pass.Endpoints;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Movable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which item types passes move, which they do not, and why.
 *
 * @param wanted those that the project is set to move
 * @param endpoints its two sides
 */
record OfferedTypes(Set<ItemType> wanted, Endpoints endpoints) {

  /** All item types, as a pass treats them. */
  List<ItemTypeAnswer> of(PassType pass) {
    return Stream.of(ItemType.values()).map(type -> offer(pass, type)).toList();
  }

  private ItemTypeAnswer offer(PassType pass, ItemType type) {
    if (pass == PassType.PRE_STAGE && type != ItemType.MAIL) {
      String plural = plural(type);
      return new ItemTypeAnswer(
          type.word(),
          false,
          false,
          plural.substring(0, 1).toUpperCase(Locale.ROOT)
              + plural.substring(1)
              + " change until the cutover, and changes are not propagated: they move in the Full"
              + " pass.");
    }
    if (!wanted.contains(type)) {
      return new ItemTypeAnswer(
          type.word(), false, false, Setting.ITEM_TYPES.name() + " leaves this type out.");
    }
    String reason = lack(type);
    return new ItemTypeAnswer(type.word(), true, reason.isEmpty(), reason);
  }

  private String lack(ItemType type) {
    if (!endpoints.source().itemTypes().contains(type)) {
      return "The source has no server that holds " + plural(type) + ".";
    }
    return Movable.to(endpoints.destination().takes()).contains(type)
        ? ""
        : "The destination has no server that takes " + plural(type) + ": they will be skipped.";
  }

  private static String plural(ItemType type) {
    return type == ItemType.MAIL ? "mail" : type.word() + "s";
  }
}
