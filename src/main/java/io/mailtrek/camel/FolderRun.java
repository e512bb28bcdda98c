package io.mailtrek.camel;

import io.mailtrek.adopt.Adoption;
import io.mailtrek.ledger.FolderLedger;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.pass.MailboxRun;
import io.mailtrek.pass.Tally;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.SourceFolder;
import java.util.Optional;

/**
 * One source folder that a mailbox pass is working on. When its listing has ended and its last item
 * too, and all of them are at the destination, the ledger settles it, so that the next pass needs
 * not list it again. Safe for use by many threads.
 */
final class FolderRun {
  private final Lane lane;
  private final String path;
  private final String validity;
  private final String keyPrefix;
  private final DestinationFolder destination;
  private final FolderLedger ledger;
  private final Tally tally;
  private final Optional<Wanted> wanted;
  private volatile Optional<Adoption> adoption = Optional.empty();
  private int inFlight;
  private Optional<FolderState> listed = Optional.empty();

  FolderRun(
      Lane lane,
      SourceFolder folder,
      DestinationFolder destination,
      FolderLedger ledger,
      Tally tally,
      Optional<Wanted> wanted) {
    this.lane = lane;
    this.path = folder.path().toString();
    this.validity = folder.state().map(FolderState::validity).orElse("");
    this.keyPrefix =
        String.join(
            "|", lane.run().mailbox().source(), folder.itemType().word(), path, validity, "");
    this.destination = destination;
    this.ledger = ledger;
    this.tally = tally;
    this.wanted = wanted;
  }

  /** The lane that works on it, to the end: also an item that is tried again stays in it. */
  Lane lane() {
    return lane;
  }

  MailboxRun run() {
    return lane.run();
  }

  /** The path at the source, as users read it. */
  String path() {
    return path;
  }

  /** What the keys of its items are valid under. */
  String validity() {
    return validity;
  }

  /** The pass that wants an item, whose filters hold for it: this one, or one that it retries. */
  PassRecord asked(ItemKey key) {
    return wanted.map(w -> w.origin(key)).orElse(run().pass());
  }

  /** What the keys of all items of the folder begin with. */
  String keyPrefix() {
    return keyPrefix;
  }

  DestinationFolder destination() {
    return destination;
  }

  FolderLedger ledger() {
    return ledger;
  }

  Tally tally() {
    return tally;
  }

  /** Looks for copies that are there already; empty where none are looked for. */
  Optional<Adoption> adoption() {
    return adoption;
  }

  /** From now on items are looked for at the destination before they are delivered. */
  void adopt(Adoption found) {
    adoption = Optional.of(found);
  }

  synchronized void begun() {
    inFlight++;
  }

  synchronized void ended() {
    inFlight--;
    settleWhenComplete();
  }

  /** Everything in the folder, as it was in this state, was listed. */
  synchronized void listed(FolderState state) {
    listed = Optional.of(state);
    settleWhenComplete();
  }

  /**
   * An item that ended the run or broke the lane by its failure, or was given up by the end of the
   * run, is in no count, so the tally does not tell of it.
   */
  private void settleWhenComplete() {
    boolean nothingMissing = tally.complete() && lane.run().mayGoOn() && lane.broken().isEmpty();
    if (inFlight == 0 && listed.isPresent() && nothingMissing) {
      ledger.settle(listed.get());
    }
  }
}
