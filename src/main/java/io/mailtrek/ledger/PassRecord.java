package io.mailtrek.ledger;

import io.mailtrek.store.ItemType;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A pass as it was submitted. Only its start can be changed, and that until it begins.
 *
 * @param id its number, counted up from 1
 * @param type what it does
 * @param itemTypes the item types that it moves
 * @param cutOff only items older than this are moved
 * @param cutOffRule what the user said the cut-off to be: {@code 90d}
 * @param submittedAt when it was submitted
 * @param startAt when it begins; empty for at once
 * @param adopt whether copies that are at the destination already are looked for and taken over
 */
public record PassRecord(
    long id,
    PassType type,
    Set<ItemType> itemTypes,
    Optional<Instant> cutOff,
    Optional<String> cutOffRule,
    Instant submittedAt,
    Optional<Instant> startAt,
    boolean adopt) {

  /** Makes the set immutable. */
  public PassRecord {
    itemTypes = Set.copyOf(itemTypes);
  }
}
