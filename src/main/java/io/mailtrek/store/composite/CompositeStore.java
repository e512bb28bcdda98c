package io.mailtrek.store.composite;

import io.mailtrek.store.DeliveryJournal;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.Finding;
import io.mailtrek.store.Inspection;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Login;
import io.mailtrek.store.Pause;
import io.mailtrek.store.Place;
import io.mailtrek.store.Side;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoppedException;
import io.mailtrek.store.Store;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Waits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Several stores as one. A mailbox has an account at each, with one login; a session opens all of
 * them, or none. Items go to the first store that takes their type.
 */
public final class CompositeStore implements Store {
  private final List<Part> parts;

  private CompositeStore(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * The stores of an endpoint; a single one is given back as it is.
   *
   * @param stores by the names that people have for them, the one with the mail first
   * @throws IllegalArgumentException when there is none
   */
  public static Store of(Map<String, Store> stores) {
    if (stores.isEmpty()) {
      throw new IllegalArgumentException("An endpoint needs a store.");
    }
    if (stores.size() == 1) {
      return stores.values().iterator().next();
    }
    List<Part> parts = new ArrayList<>();
    List<Store> earlier = new ArrayList<>();
    Set<ItemType> left = EnumSet.allOf(ItemType.class);
    stores.forEach(
        (name, store) -> {
          Set<ItemType> own = EnumSet.copyOf(left);
          own.retainAll(store.takes());
          left.removeAll(own);
          parts.add(new Part(name, store, own, new Places(parts.size() + 1, earlier)));
          earlier.add(store);
        });
    return new CompositeStore(parts);
  }

  @Override
  public Set<ItemType> itemTypes() {
    return parts.stream()
        .flatMap(part -> part.store().itemTypes().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Set<ItemType> takes() {
    return parts.stream()
        .flatMap(part -> part.takes().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public boolean mayList(Place place) {
    return parts.stream().anyMatch(part -> part.lists(place));
  }

  @Override
  public Store holding(Set<ItemType> types) {
    return only(part -> part.store().itemTypes().stream().anyMatch(types::contains));
  }

  /** Also of one store it makes a composite, which keeps the doubts of the others from it. */
  @Override
  public Store taking(Set<ItemType> types) {
    return only(part -> part.takes().stream().anyMatch(types::contains));
  }

  private Store only(Predicate<Part> wanted) {
    List<Part> some = parts.stream().filter(wanted).toList();
    // A pass that wants nothing of all of them still has to log in somewhere.
    return new CompositeStore(some.isEmpty() ? parts.subList(0, 1) : some);
  }

  @Override
  public SourceSession openSource(Login login, Waits waits) throws StoreException {
    return source(part -> part.store().openSource(login, waits));
  }

  @Override
  public SourceSession openFurtherSource(Login login, Waits waits) throws StoreException {
    return source(part -> part.store().openFurtherSource(login, waits));
  }

  private SourceSession source(Opening<SourceSession> opening) throws StoreException {
    return new CompositeSource(parts, Sessions.open(parts, opening));
  }

  @Override
  public DestinationSession openDestination(Login login, DeliveryJournal journal, Waits waits)
      throws StoreException {
    return destination(
        part ->
            part.store().openDestination(login, new TypedJournal(journal, part.takes()), waits));
  }

  @Override
  public DestinationSession openFurtherDestination(
      Login login, DeliveryJournal journal, Waits waits) throws StoreException {
    return destination(
        part ->
            part.store()
                .openFurtherDestination(login, new TypedJournal(journal, part.takes()), waits));
  }

  private DestinationSession destination(Opening<DestinationSession> opening)
      throws StoreException {
    return new CompositeDestination(parts, Sessions.open(parts, opening));
  }

  /**
   * Looks at all of them. The quotas and the largest item are those of the first store that tells
   * them: the one with the mail, which is nearly all that there is to move.
   */
  @Override
  public Inspection inspect(Side side, Login login, int connections, Waits waits)
      throws StoppedException {
    List<Finding> findings = new ArrayList<>();
    List<Inspection> all = new ArrayList<>();
    for (Part part : parts) {
      Inspection one = part.store().inspect(side, login, connections, waits);
      findings.addAll(part.named(one.findings()));
      all.add(one);
    }
    return new Inspection(
        findings,
        all.stream().flatMap(one -> one.space().stream()).findFirst(),
        all.stream().flatMap(one -> one.items().stream()).findFirst(),
        all.stream()
            .map(Inspection::largestItem)
            .filter(OptionalLong::isPresent)
            .findFirst()
            .orElse(OptionalLong.empty()));
  }

  @Override
  public List<Finding> probe(Login login, Waits waits) throws StoppedException {
    List<Finding> findings = new ArrayList<>();
    for (Part part : parts) {
      findings.addAll(part.named(part.store().probe(login, waits)));
    }
    return findings;
  }

  @Override
  public Optional<Pause> reach() throws StoreException {
    List<Pause> pauses = new ArrayList<>();
    for (Part part : parts) {
      part.store().reach().ifPresent(pauses::add);
    }
    return pauses.stream().max(Comparator.comparing(pause -> pause.until().orElse(Instant.MAX)));
  }

  @Override
  public String toString() {
    return parts.stream().map(part -> part.store().toString()).collect(Collectors.joining(" + "));
  }
}
