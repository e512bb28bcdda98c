package io.mailtrek.store;

import java.util.EnumSet;
import java.util.Set;

/** Which item types can go to which, at a destination that does not have all of them. */
public final class Movable {
  /** What can be a message where there is no place for it: a text with a title. */
  private static final Set<ItemType> AS_MESSAGES = EnumSet.of(ItemType.NOTE, ItemType.JOURNAL);

  private Movable() {}

  /** Whether items of a type can be messages where there is no other place for them. */
  public static boolean asMessage(ItemType type) {
    return AS_MESSAGES.contains(type);
  }

  /** The types that items of some types may have at a destination. */
  public static Set<ItemType> forms(Set<ItemType> types) {
    Set<ItemType> forms = EnumSet.noneOf(ItemType.class);
    forms.addAll(types);
    if (types.stream().anyMatch(Movable::asMessage)) {
      forms.add(ItemType.MAIL);
    }
    return forms;
  }

  /** The types that can go to a destination that takes some. */
  public static Set<ItemType> to(Set<ItemType> taken) {
    Set<ItemType> movable = EnumSet.noneOf(ItemType.class);
    movable.addAll(taken);
    if (taken.contains(ItemType.MAIL)) {
      movable.addAll(AS_MESSAGES);
    }
    return movable;
  }
}
