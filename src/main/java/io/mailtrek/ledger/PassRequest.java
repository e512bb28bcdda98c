package io.mailtrek.ledger;

import io.mailtrek.store.ItemType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a user asks for with a pass.
 *
 * @param type what the pass does
 * @param itemTypes the item types that it moves
 * @param cutOff only items older than this are moved
 * @param cutOffRule what the user said the cut-off to be: {@code 90d}
 * @param startAt when it begins; empty for at once
 * @param adopt whether copies that are at the destination already are looked for and taken over
 * @param mailboxIds the mailboxes, each once
 */
public record PassRequest(
    PassType type,
    Set<ItemType> itemTypes,
    Optional<Instant> cutOff,
    Optional<String> cutOffRule,
    Optional<Instant> startAt,
    boolean adopt,
    List<Long> mailboxIds) {

  /** Makes the collections immutable. */
  public PassRequest {
    itemTypes = Set.copyOf(itemTypes);
    mailboxIds = List.copyOf(mailboxIds);
  }
}
