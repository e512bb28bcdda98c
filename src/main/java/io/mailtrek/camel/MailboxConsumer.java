package io.mailtrek.camel;

import io.mailtrek.ledger.PassType;
import io.mailtrek.pass.MailboxPassRunner;
import io.mailtrek.pass.MailboxRun;
import io.mailtrek.store.Item;
import io.mailtrek.store.StoreException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;

/**
 * Begins the route of a pass: lists the items of a mailbox and sends an exchange for each through
 * the route, with a bounded window of them in flight. Each mailbox pass runs it in a thread of its
 * own.
 *
 * <p>Suspending the route pauses the flow of items. Stopping it ends the mailbox passes after what
 * is in flight, as Stopped.
 *
 * <p>Next to read: {@link FolderLister}, which lists, and {@link Transfer#ended}, which counts.
 */
class MailboxConsumer extends DefaultConsumer implements MailboxPassRunner, Suspendable {
  private final MailboxEndpoint endpoint;
  private final PassType type;
  private final Set<MailboxRun> runs = ConcurrentHashMap.newKeySet();
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
    Window window = new Window(endpoint.getWindowItems(), endpoint.getWindowBytes());
    runs.add(run);
    try {
      new FolderLister(run, endpoint.getFolderFilter()).list(item -> send(item, window));
    } finally {
      window.awaitEmpty();
      runs.remove(run);
    }
  }

  private void send(Transfer transfer, Window window) throws InterruptedException {
    MailboxRun run = transfer.run();
    gate.await(run::mayGoOn);
    long size = transfer.item().size();
    window.enter(size);
    if (!run.mayGoOn()) {
      // A stopped route takes no exchange any more.
      window.leave(size);
      return;
    }
    transfer.folder().begun();
    Exchange exchange = createExchange(transfer);
    getAsyncProcessor()
        .process(
            exchange,
            doneSync -> {
              try {
                transfer.ended(exchange);
              } finally {
                releaseExchange(exchange, false);
                window.leave(size);
              }
            });
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
    run.pass().cutOff().ifPresent(cutOff -> message.setHeader(MailboxConstants.CUT_OFF, cutOff));
    return exchange;
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
