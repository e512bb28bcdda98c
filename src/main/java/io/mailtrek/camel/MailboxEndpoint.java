package io.mailtrek.camel;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Move the items of mailboxes from a source to a destination, one exchange an item.
 *
 * <p>{@code mailbox:source?pass=full} begins the route of a pass; {@code mailbox:destination} ends
 * it.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "mailbox",
    title = "Mailbox",
    syntax = "mailbox:side",
    category = {Category.MAIL},
    headersClass = MailboxConstants.class)
public class MailboxEndpoint extends DefaultEndpoint {

  /** Which side of the migration an endpoint stands for. */
  public enum Side {
    source,
    destination;

    static Side of(String word) {
      for (Side side : values()) {
        if (side.name().equals(word)) {
          return side;
        }
      }
      throw new IllegalArgumentException(
          "mailbox:" + word + " is no endpoint. Use mailbox:source or mailbox:destination.");
    }
  }

  @UriPath(description = "The side of the migration: consume from source, produce to destination.")
  @Metadata(required = true)
  private final Side side;

  @UriParam(
      label = "consumer",
      enums = "trial,pre-stage,full,retry",
      description = "The type of pass that this route works for.")
  private String pass;

  @UriParam(
      label = "consumer",
      defaultValue = "2000",
      description =
          "How many items of one mailbox may be in flight in the route at once. The consumer waits when it is reached.")
  private int windowItems;

  @UriParam(
      label = "consumer",
      defaultValue = "33554432",
      description =
          "How many bytes of one mailbox may be in flight in the route at once. A larger item goes alone.")
  private long windowBytes;

  @UriParam(
      label = "consumer",
      defaultValue = "4",
      description =
          "How many connections to each server one mailbox may use at once. It begins with one, and more are opened while that makes it faster.")
  private int connections;

  @UriParam(
      label = "consumer,advanced",
      defaultValue = "1000",
      description =
          "How often, in milliseconds, a mailbox thinks about the number of its connections.")
  private long tuningInterval;

  @UriParam(
      label = "consumer",
      description =
          "Which folders to look into. The others are neither listed nor made at the destination; their items count as filtered by folder.")
  private FolderFilter folderFilter = (run, path) -> true;

  @UriParam(
      label = "consumer",
      defaultValue = "0",
      description =
          "How many items of a folder to move at most, those with them that passes of this type have moved before. 0 is no limit. The others count as filtered by limit.")
  private int itemsPerFolder;

  @UriParam(
      label = "consumer",
      defaultValue = "0",
      description =
          "How many bytes of a mailbox to move at most, those with them that passes of this type have moved before. 0 is no limit. Items that would exceed it count as filtered by limit.")
  private long bytesPerMailbox;

  /** For {@link MailboxComponent}. */
  MailboxEndpoint(String uri, MailboxComponent component, Side side) {
    super(uri, component);
    this.side = side;
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    if (side != Side.source) {
      throw new IllegalArgumentException(
          "A route can't begin with mailbox:destination. Begin it with mailbox:source.");
    }
    MailboxConsumer consumer = new MailboxConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  public Producer createProducer() {
    if (side != Side.destination) {
      throw new IllegalArgumentException(
          "Nothing can be sent to mailbox:source: the source is never changed. Send to mailbox:destination.");
    }
    return new MailboxProducer(this);
  }

  @Override
  public MailboxComponent getComponent() {
    return (MailboxComponent) super.getComponent();
  }

  /** See the option. */
  public Side getSide() {
    return side;
  }

  /** See the option. */
  public String getPass() {
    return pass;
  }

  /** See the option. */
  public void setPass(String pass) {
    this.pass = pass;
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
  public FolderFilter getFolderFilter() {
    return folderFilter;
  }

  /** See the option. */
  public void setFolderFilter(FolderFilter folderFilter) {
    this.folderFilter = folderFilter;
  }

  /** See the option. */
  public int getItemsPerFolder() {
    return itemsPerFolder;
  }

  /** See the option. */
  public void setItemsPerFolder(int itemsPerFolder) {
    this.itemsPerFolder = itemsPerFolder;
  }

  /** See the option. */
  public long getBytesPerMailbox() {
    return bytesPerMailbox;
  }

  /** See the option. */
  public void setBytesPerMailbox(long bytesPerMailbox) {
    this.bytesPerMailbox = bytesPerMailbox;
  }
}
