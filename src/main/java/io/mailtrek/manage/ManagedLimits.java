package io.mailtrek.manage;

import io.mailtrek.pass.Endpoints;
import io.mailtrek.pass.Limit;
import io.mailtrek.pass.Limits;
import io.mailtrek.store.limit.ServerLimits;
import io.mailtrek.store.limit.ServerTraffic;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The MBean {@code Limits}. Its operations throw exceptions of the JDK only. */
@ManagedResource(
    description =
        "How many mailboxes are worked on at once, and what the servers are spared; changeable"
            + " while passes run. Nothing that is under way is ended")
public final class ManagedLimits {
  private static final Logger LOG = LoggerFactory.getLogger(ManagedLimits.class);

  private final Limits limits;
  private final List<ServerTraffic> source;
  private final List<ServerTraffic> destination;

  ManagedLimits(Limits limits, Endpoints endpoints) {
    this.limits = limits;
    this.source = endpoints.sourceTraffic();
    this.destination = endpoints.destinationTraffic();
  }

  /** See the description. */
  @ManagedAttribute(description = "How many mailboxes are worked on at once")
  public int getConcurrentMailboxes() {
    return Plain.call(limits::concurrentMailboxes);
  }

  /** See the description. */
  @ManagedAttribute(description = "How many mailboxes are worked on at once")
  public void setConcurrentMailboxes(int number) {
    change(Limit.CONCURRENT_MAILBOXES, number);
  }

  /** See the description. */
  @ManagedAttribute(description = "The most items in a second at the source; 0 is no limit")
  public long getSourceMaxMessagesPerSecond() {
    return Plain.call(() -> limits.value(Limit.SOURCE_MESSAGES_PER_SECOND).orElse(0L));
  }

  /** See the description. */
  @ManagedAttribute(description = "The most items in a second at the source; 0 is no limit")
  public void setSourceMaxMessagesPerSecond(long most) {
    change(Limit.SOURCE_MESSAGES_PER_SECOND, most);
  }

  /** See the description. */
  @ManagedAttribute(description = "The most bytes in a second at the source; 0 is no limit")
  public long getSourceMaxBytesPerSecond() {
    return Plain.call(() -> limits.value(Limit.SOURCE_BYTES_PER_SECOND).orElse(0L));
  }

  /** See the description. */
  @ManagedAttribute(description = "The most bytes in a second at the source; 0 is no limit")
  public void setSourceMaxBytesPerSecond(long most) {
    change(Limit.SOURCE_BYTES_PER_SECOND, most);
  }

  /** See the description. */
  @ManagedAttribute(
      description =
          "The most connections to each server of the source at once, until the process ends; 0 is no limit")
  public int getSourceMaxConnections() {
    return source.get(0).limits().connections().orElse(0);
  }

  /** See the description. */
  @ManagedAttribute(
      description =
          "The most connections to each server of the source at once, until the process ends; 0 is no limit")
  public void setSourceMaxConnections(int most) {
    change(
        source,
        old ->
            new ServerLimits(
                given(most), old.messagesPerSecond(), old.bytesPerSecond(), old.bytesPerDay()));
  }

  /** See the description. */
  @ManagedAttribute(
      description = "The most bytes in a day at the source, until the process ends; 0 is no limit")
  public long getSourceMaxBytesPerDay() {
    return source.get(0).limits().bytesPerDay().orElse(0L);
  }

  /** See the description. */
  @ManagedAttribute(
      description = "The most bytes in a day at the source, until the process ends; 0 is no limit")
  public void setSourceMaxBytesPerDay(long most) {
    change(
        source,
        old ->
            new ServerLimits(
                old.connections(), old.messagesPerSecond(), old.bytesPerSecond(), given(most)));
  }

  /** See the description. */
  @ManagedAttribute(description = "The most items in a second at the destination; 0 is no limit")
  public long getDestinationMaxMessagesPerSecond() {
    return Plain.call(() -> limits.value(Limit.DESTINATION_MESSAGES_PER_SECOND).orElse(0L));
  }

  /** See the description. */
  @ManagedAttribute(description = "The most items in a second at the destination; 0 is no limit")
  public void setDestinationMaxMessagesPerSecond(long most) {
    change(Limit.DESTINATION_MESSAGES_PER_SECOND, most);
  }

  /** See the description. */
  @ManagedAttribute(description = "The most bytes in a second at the destination; 0 is no limit")
  public long getDestinationMaxBytesPerSecond() {
    return Plain.call(() -> limits.value(Limit.DESTINATION_BYTES_PER_SECOND).orElse(0L));
  }

  /** See the description. */
  @ManagedAttribute(description = "The most bytes in a second at the destination; 0 is no limit")
  public void setDestinationMaxBytesPerSecond(long most) {
    change(Limit.DESTINATION_BYTES_PER_SECOND, most);
  }

  /** See the description. */
  @ManagedAttribute(
      description =
          "The most connections to each server of the destination at once, until the process ends; 0 is no limit")
  public int getDestinationMaxConnections() {
    return destination.get(0).limits().connections().orElse(0);
  }

  /** See the description. */
  @ManagedAttribute(
      description =
          "The most connections to each server of the destination at once, until the process ends; 0 is no limit")
  public void setDestinationMaxConnections(int most) {
    change(
        destination,
        old ->
            new ServerLimits(
                given(most), old.messagesPerSecond(), old.bytesPerSecond(), old.bytesPerDay()));
  }

  /** See the description. */
  @ManagedAttribute(
      description =
          "The most bytes in a day at the destination, until the process ends; 0 is no limit")
  public long getDestinationMaxBytesPerDay() {
    return destination.get(0).limits().bytesPerDay().orElse(0L);
  }

  /** See the description. */
  @ManagedAttribute(
      description =
          "The most bytes in a day at the destination, until the process ends; 0 is no limit")
  public void setDestinationMaxBytesPerDay(long most) {
    change(
        destination,
        old ->
            new ServerLimits(
                old.connections(), old.messagesPerSecond(), old.bytesPerSecond(), given(most)));
  }

  private void change(Limit limit, long most) {
    Plain.call(
        () -> {
          limits.change(limit, given(most));
          return limit;
        });
  }

  private static synchronized void change(
      List<ServerTraffic> servers, UnaryOperator<ServerLimits> change) {
    for (ServerTraffic traffic : servers) {
      ServerLimits changed = change.apply(traffic.limits());
      traffic.limit(changed);
      LOG.info("The limits of the {} are now {}.", traffic.side(), changed);
    }
  }

  private static <N extends Number> Optional<N> given(N most) {
    if (most.longValue() < 0) {
      throw new IllegalArgumentException(
          "'" + most + "' is less than nothing. Set 0 for no limit, or a number above it.");
    }
    return most.longValue() == 0 ? Optional.empty() : Optional.of(most);
  }
}
