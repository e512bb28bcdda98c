package io.mailtrek.manage;

import io.mailtrek.ledger.Inventory;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import javax.management.openmbean.TabularData;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.api.management.ManagedResource;

/** The MBean {@code Ledger}. Its operations throw exceptions of the JDK only. */
@ManagedResource(description = "The record of what was migrated")
public final class ManagedLedger {
  private static final OpenTable<Inventory.Folder> FOLDERS =
      new OpenTable<Inventory.Folder>(
              "ledger-folders", "Folders", "destination", "folder", "type", "validity")
          .text("destination", "The mailbox at the destination", Inventory.Folder::destination)
          .text("folder", "The path at the source", folder -> folder.path().toString())
          .text("type", "What its items are", folder -> folder.type().word())
          .text("validity", "What its keys are valid under", Inventory.Folder::validity)
          .flag("settled", "Whether all was migrated when it was listed last", f -> f.settled())
          .number("items", "Items that are at the destination", Inventory.Folder::items)
          .number("bytes", "The size of those that were written", Inventory.Folder::bytes);

  private static final OpenTable<Inventory.Entry> ITEMS =
      new OpenTable<Inventory.Entry>(
              "ledger-items", "Items", "destination", "folder", "type", "validity", "key")
          .text("destination", "The mailbox at the destination", Inventory.Entry::destination)
          .text("folder", "The path at the source", item -> item.path().toString())
          .text("type", "What it is", item -> item.type().word())
          .text("validity", "What its key is valid under", Inventory.Entry::validity)
          .text("key", "Its key at the source", item -> item.key().value())
          .text(
              "destinationId",
              "Its id at the destination; empty when that did not tell it",
              Inventory.Entry::destinationId)
          .time("date", "When it was created", Inventory.Entry::date)
          .number("size", "Its size in bytes", Inventory.Entry::size)
          .number("pass", "The pass that migrated it", Inventory.Entry::passId)
          .flag("adopted", "Whether it was found at the destination", Inventory.Entry::adopted);

  private final Inventory inventory;

  ManagedLedger(Inventory inventory) {
    this.inventory = inventory;
  }

  /** See the description. */
  @ManagedAttribute(description = "The mailboxes that were ever part of a pass")
  public long getMailboxes() {
    return totals().mailboxes();
  }

  /** See the description. */
  @ManagedAttribute(description = "The items that are at the destination")
  public long getItems() {
    return totals().items();
  }

  /** See the description. */
  @ManagedAttribute(description = "The size in bytes of the items that were written")
  public long getBytes() {
    return totals().bytes();
  }

  /** See the description. */
  @ManagedAttribute(description = "The items that failed and were not migrated since")
  public long getFailures() {
    return totals().failures();
  }

  /** See the description. */
  @ManagedAttribute(description = "The batches that were sent and are not confirmed")
  public long getDoubts() {
    return totals().doubts();
  }

  private Inventory.Totals totals() {
    return Plain.call(inventory::totals);
  }

  /** See the description. */
  @ManagedOperation(
      description = "The source folders of a mailbox from which anything was migrated")
  public TabularData folders(@Parameter("The source address") String mailbox) {
    return Plain.call(() -> FOLDERS.of(inventory.folders(mailbox.trim())));
  }

  /** See the description. */
  @ManagedOperation(description = "What is recorded of an item; nothing when it was not migrated")
  public TabularData lookUp(
      @Parameter("The source address") String mailbox,
      @Parameter("The path at the source, with / between the names") String folder,
      @Parameter("Its key at the source: the UID of a message") String key) {
    return Plain.call(
        () ->
            ITEMS.of(
                inventory.find(mailbox.trim(), FolderPath.parse(folder), new ItemKey(key.trim()))));
  }

  /** See the description. */
  @ManagedOperation(
      description =
          "Forgets that an item was migrated, so that the next pass migrates it again: a second"
              + " time where it is still at the destination. Not while its mailbox is worked on."
              + " Returns how many records were forgotten")
  public int forget(
      @Parameter("The source address") String mailbox,
      @Parameter("The path at the source, with / between the names") String folder,
      @Parameter("Its key at the source: the UID of a message") String key) {
    return Plain.call(
        () -> inventory.forget(mailbox.trim(), FolderPath.parse(folder), new ItemKey(key.trim())));
  }
}
