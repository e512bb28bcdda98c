package io.mailtrek.repair;

import io.mailtrek.store.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The forms in which a message may be offered to a server that refuses it, each with one repair
 * more than the one before. Immutable.
 *
 * @param content the message in this form
 * @param repairs what was done to it, in this order; empty for the original
 */
public record RepairLadder(Content content, List<Repair> repairs) {

  /** Makes the list immutable. */
  public RepairLadder {
    repairs = List.copyOf(repairs);
  }

  /** The lowest rung: the message as it is. */
  public static RepairLadder of(Content original) {
    return new RepairLadder(original, List.of());
  }

  /** The next form that differs from this one; empty when nothing is left to repair. */
  public Optional<RepairLadder> next() {
    List<Repair> all = List.of(Repair.values());
    int first = repairs.isEmpty() ? 0 : all.indexOf(repairs.get(repairs.size() - 1)) + 1;
    for (Repair repair : all.subList(first, all.size())) {
      Content repaired = repair.of(content);
      if (repaired != content) {
        List<Repair> done = new ArrayList<>(repairs);
        done.add(repair);
        return Optional.of(new RepairLadder(repaired, done));
      }
    }
    return Optional.empty();
  }

  /** The words of the repairs, with commas between. */
  public String words() {
    return String.join(",", repairs.stream().map(Repair::word).toList());
  }
}
