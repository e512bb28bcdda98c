package io.mailtrek.camel;

import io.mailtrek.pass.Runners;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultComponent;

/**
 * Moves items between mailboxes: {@code mailbox:source} begins the route of a pass and sends one
 * exchange an item through it, {@code mailbox:destination} delivers the item.
 */
@Component("mailbox")
public class MailboxComponent extends DefaultComponent {

  @Metadata(
      label = "consumer",
      defaultValue = "2000",
      description =
          "How many items of one mailbox may be in flight in a route at once. The consumer waits when it is reached.")
  private int windowItems = 2000;

  @Metadata(
      label = "consumer",
      defaultValue = "33554432",
      description =
          "How many bytes of one mailbox may be in flight in a route at once. A larger item goes alone.")
  private long windowBytes = 32L << 20;

  @Metadata(
      label = "consumer",
      defaultValue = "4",
      description =
          "How many connections to each server one mailbox may use at once. It begins with one, and more are opened while that makes it faster.")
  private int connections = 4;

  @Metadata(
      label = "consumer,advanced",
      defaultValue = "1000",
      description =
          "How often, in milliseconds, a mailbox thinks about the number of its connections.")
  private long tuningInterval = 1000;

  @Metadata(
      label = "consumer,advanced",
      autowired = true,
      description = "Where the consumers register for the passes that they work for.")
  private Runners runners;

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    MailboxEndpoint endpoint = new MailboxEndpoint(uri, this, MailboxEndpoint.Side.of(remaining));
    endpoint.setWindowItems(windowItems);
    endpoint.setWindowBytes(windowBytes);
    endpoint.setConnections(connections);
    endpoint.setTuningInterval(tuningInterval);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  @Override
  protected void doInit() throws Exception {
    super.doInit();
    if (runners == null) {
      runners = CamelContextHelper.findSingleByType(getCamelContext(), Runners.class);
    }
  }

  /** See the option. */
  public int getWindowItems() {
    return windowItems;
  }

  /** See the option. */
  public void setWindowItems(int windowItems) {
    this.windowItems = windowItems;
  }

  /** See the option. */
  public long getWindowBytes() {
    return windowBytes;
  }

  /** See the option. */
  public void setWindowBytes(long windowBytes) {
    this.windowBytes = windowBytes;
  }

  /** See the option. */
  public int getConnections() {
    return connections;
  }

  /** See the option. */
  public void setConnections(int connections) {
    this.connections = connections;
  }

  /** See the option. */
  public long getTuningInterval() {
    return tuningInterval;
  }

  /** See the option. */
  public void setTuningInterval(long tuningInterval) {
    this.tuningInterval = tuningInterval;
  }

  /** See the option. */
  public Runners getRunners() {
    return runners;
  }

  /** See the option. */
  public void setRunners(Runners runners) {
    this.runners = runners;
  }
}
