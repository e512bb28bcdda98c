package io.mailtrek.repair;

import io.mailtrek.store.Content;
import io.mailtrek.store.dav.GroupwareRepair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The forms in which an item may be offered to a server that refuses it. Those of a message have
 * each one repair more than the one before; of an event, a contact and the like there is one, with
 * all repairs that it needs: what is wrong there is so plain that one try tells. Immutable.
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
    if (GroupwareRepair.concerns(content)) {
      return repairs.isEmpty() ? complete() : Optional.empty();
    }
    List<Repair> all = Arrays.stream(Repair.values()).filter(Repair::ofMessages).toList();
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

  private Optional<RepairLadder> complete() {
    Content repaired = content;
    List<Repair> done = new ArrayList<>();
    for (Repair repair : Repair.values()) {
      Content next = repair.ofGroupware() ? repair.of(repaired) : repaired;
      if (next != repaired) {
        done.add(repair);
        repaired = next;
      }
    }
    return done.isEmpty() ? Optional.empty() : Optional.of(new RepairLadder(repaired, done));
  }

  /** The words of the repairs, with commas between. */
  public String words() {
    return String.join(",", repairs.stream().map(Repair::word).toList());
  }
}
