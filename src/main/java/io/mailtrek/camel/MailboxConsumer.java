package io.mailtrek.camel;

import io.mailtrek.ledger.LedgerException;
import io.mailtrek.ledger.PassType;
import io.mailtrek.pass.MailboxPassRunner;
import io.mailtrek.pass.MailboxRun;
import io.mailtrek.store.FatalException;
import io.mailtrek.store.Item;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.TabularData;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.DefaultConsumer;

/**
 * Begins the route of a pass: lists the items of a mailbox and sends an exchange for each through
 * the route, with a bounded window of them in flight. Each mailbox pass runs it in a thread of its
 * own, and opens more {@link Lanes} while that makes it faster.
 *
 * <p>Suspending the route pauses the flow of items. Stopping it ends the mailbox passes after what
 * is in flight, as Stopped.
 *
 * <p>Next to read: {@link Lanes}, {@link FolderLister}, which lists, and {@link Transfer#ended},
 * which counts.
 */
@ManagedResource(description = "Runs the mailbox passes of one type")
public class MailboxConsumer extends DefaultConsumer implements MailboxPassRunner, Suspendable {
  private final MailboxEndpoint endpoint;
  private final PassType type;
  private final Set<MailboxRun> runs = ConcurrentHashMap.newKeySet();
  private final Map<MailboxRun, Lanes> lanesByRun = new ConcurrentHashMap<>();
  private final Gate gate = new Gate();

  MailboxConsumer(MailboxEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.endpoint = endpoint;
    this.type = passType(endpoint);
  }

  private static PassType passType(MailboxEndpoint endpoint) {
    if (endpoint.getPass() == null) {
      throw new IllegalArgumentException(
          "mailbox:source needs the option pass, for example mailbox:source?pass=full.");
    }
    return PassType.parse(endpoint.getPass());
  }

  @Override
  public void run(MailboxRun run) throws StoreException, InterruptedException {
    Window window =
        new Window(
            endpoint.getWindowItems(),
            endpoint.getWindowBytes(),
            run.sessions()::roundTrips,
            System::nanoTime);
    runs.add(run);
    try {
      FolderFilter filter = endpoint.getFolderFilter();
      List<Target> targets =
          type == PassType.RETRY
              ? new RetryPlan(run, filter).targets()
              : new FolderPlan(run, filter).targets();
      Optional<Sample> sample = sample(run, targets);
      Lanes lanes =
          new Lanes(
              run,
              new FolderQueue(targets),
              window,
              endpoint.getConnections(),
              transfer -> send(transfer, sample));
      lanesByRun.put(run, lanes);
      run.showFlow(lanes::flow);
      lanes.work(Duration.ofMillis(endpoint.getTuningInterval()));
    } finally {
      lanesByRun.remove(run);
      runs.remove(run);
    }
  }

  /** What the pass is limited to, where it is. */
  private Optional<Sample> sample(MailboxRun run, List<Target> targets) {
    int items = endpoint.getItemsPerFolder();
    long bytes = endpoint.getBytesPerMailbox();
    if (items == 0 && bytes == 0) {
      return Optional.empty();
    }
    long folders = targets.stream().filter(target -> target.items() > 0).count();
    return Optional.of(
        new Sample(items, bytes, run.ledger().migratedBy(type), Math.toIntExact(folders)));
  }

  private void send(Transfer transfer, Optional<Sample> sample) throws InterruptedException {
    if (sample.isPresent() && !sample.get().take(transfer.item())) {
      transfer.leftOut(Sample.FILTER);
      return;
    }
    Lane lane = transfer.folder().lane();
    gate.await(lane::mayGoOn);
    long size = transfer.item().size();
    lane.share().enter(size);
    if (!lane.mayGoOn()) {
      // A stopped route takes no exchange any more.
      lane.share().leave(size, false);
      sample.ifPresent(taken -> taken.giveBack(transfer.item()));
      return;
    }
    transfer.folder().begun();
    Exchange exchange = createExchange(transfer);
    getAsyncProcessor()
        .process(
            exchange,
            doneSync -> {
              boolean delivered = exchange.getProperty(MailboxConstants.DELIVERED) != null;
              try {
                if (sample.isPresent() && !delivered) {
                  sample.get().giveBack(transfer.item());
                }
                transfer.ended(exchange);
              } catch (RuntimeException | Error e) {
                // Camel would only log it, and the item would be in no count.
                transfer.run().fail(uncounted(transfer, e));
              } finally {
                releaseExchange(exchange, false);
                lane.share().leave(size, delivered);
              }
            });
  }

  private static FatalException uncounted(Transfer transfer, Throwable cause) {
    return new FatalException(
        cause instanceof LedgerException ? Problem.LEDGER_UNUSABLE : Problem.MAILBOX_FAILED,
        "What became of the " + transfer + " can't be recorded: " + cause,
        cause);
  }

  private Exchange createExchange(Transfer transfer) {
    Exchange exchange = createExchange(false);
    exchange.setProperty(MailboxConstants.TRANSFER, transfer);
    var message = exchange.getIn();
    message.setBody(transfer);
    MailboxRun run = transfer.run();
    Item item = transfer.item();
    message.setHeader(MailboxConstants.PASS, run.pass().id());
    message.setHeader(MailboxConstants.PASS_TYPE, run.pass().type().word());
    message.setHeader(MailboxConstants.MAILBOX, run.mailbox().source());
    message.setHeader(MailboxConstants.FOLDER, transfer.folder().path());
    message.setHeader(MailboxConstants.ITEM_TYPE, item.type().word());
    message.setHeader(MailboxConstants.ITEM_KEY, transfer.key());
    message.setHeader(MailboxConstants.SIZE, item.size());
    run.date(item).ifPresent(date -> message.setHeader(MailboxConstants.DATE, date));
    transfer
        .asked()
        .cutOff()
        .ifPresent(cutOff -> message.setHeader(MailboxConstants.CUT_OFF, cutOff));
    return exchange;
  }

  /** What JMX shows of the mailboxes that are worked on now. */
  @ManagedAttribute(
      description =
          "The mailboxes worked on now, with their connections to each server and windows")
  public TabularData getMailboxes() throws OpenDataException {
    return LaneTable.of(lanesByRun);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    gate.open();
    endpoint.getComponent().getRunners().register(type, this);
  }

  @Override
  protected void doSuspend() {
    gate.close();
  }

  @Override
  protected void doResume() {
    gate.open();
  }

  @Override
  protected void doStop() throws Exception {
    endpoint.getComponent().getRunners().remove(type, this);
    runs.forEach(MailboxRun::stop);
    gate.open();
    super.doStop();
  }
}
