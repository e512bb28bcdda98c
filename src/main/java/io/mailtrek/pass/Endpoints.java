package io.mailtrek.pass;

import io.mailtrek.store.ItemType;
import io.mailtrek.store.Movable;
import io.mailtrek.store.Store;
import io.mailtrek.store.limit.ServerTraffic;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The two sides of a project.
 *
 * @param source where mailboxes are read
 * @param sourceTraffic what all sessions send together to each server of the source
 * @param destination where they are added to
 * @param destinationTraffic the same for the destination
 */
public record Endpoints(
    Store source,
    List<ServerTraffic> sourceTraffic,
    Store destination,
    List<ServerTraffic> destinationTraffic) {

  /** Makes the lists immutable. */
  public Endpoints {
    sourceTraffic = List.copyOf(sourceTraffic);
    destinationTraffic = List.copyOf(destinationTraffic);
  }

  /** Whether sessions may have to wait for a connection. */
  boolean limitConnections() {
    return Stream.concat(sourceTraffic.stream(), destinationTraffic.stream())
        .anyMatch(ServerTraffic::limitsConnections);
  }

  /** The part of the destination that items of some types may go to, in whichever form. */
  Store destinationOf(Set<ItemType> types) {
    return destination.taking(Movable.forms(types));
  }
}
