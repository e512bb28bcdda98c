package io.mailtrek.ledger;

import static io.mailtrek.ledger.Samples.INBOX;
import static io.mailtrek.ledger.Samples.SINCE;
import static io.mailtrek.ledger.Samples.TARGET;
import static io.mailtrek.ledger.Samples.delivery;
import static io.mailtrek.ledger.Samples.trace;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.store.Delivered;
import io.mailtrek.store.DeliveryJournal.Intent;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Secret;
import io.mailtrek.store.Trace;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.stateful.Action;
import net.jqwik.api.stateful.ActionSequence;

/**
 * Any sequence of what a run does to the ledger of a folder, against a model in memory. A crash is
 * a run that is left as it is, and a new one on the same database.
 */
class LedgerModelTest {
  /** Messages are told by their number; two keys are twins when they carry the same one. */
  private static final int KEYS = 8;

  private static final int MESSAGES = 5;

  @Property(tries = 40, seed = "20261122")
  void theLedgerIsAsItsModel(@ForAll("actions") ActionSequence<Run> actions) {
    try (Run run = new Run()) {
      actions.withInvariant(Run::check).run(run);
    }
  }

  @Provide
  Arbitrary<ActionSequence<Run>> actions() {
    Arbitrary<Integer> keys = Arbitraries.integers().between(1, KEYS);
    Arbitrary<Set<Integer>> batches = keys.set().ofMinSize(1).ofMaxSize(4);
    Arbitrary<Integer> picks = Arbitraries.integers().between(0, 3);
    return Arbitraries.sequences(
        Arbitraries.oneOf(
            keys.map(Claim::new),
            keys.map(Release::new),
            batches.map(Send::new),
            Combinators.combine(picks, batches, Arbitraries.of(true, false)).as(Settle::new),
            keys.map(TakeOver::new),
            Arbitraries.of(new Crash(true), new Crash(false)),
            Arbitraries.of(new Renew()),
            Arbitraries.of(new SettleFolder())));
  }

  /** The ledger and its model. */
  static final class Run implements AutoCloseable {
    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();

    /** Keeps the database while no run is open. */
    private final Connection keeper = connect(url);

    private Ledger ledger = open();
    private MailboxLedger mailbox = begin();
    private int validity = 1;

    /** By key: the message, and whether it was adopted. */
    private final Map<Integer, Boolean> known = new TreeMap<>();

    private final Set<Integer> claimed = new HashSet<>();
    private final Map<Long, Intent> intents = new LinkedHashMap<>();

    /** Messages under former validities, and how many of each; and whether adopted. */
    private final Map<Integer, List<Boolean>> former = new HashMap<>();

    private Optional<FolderState> settled = Optional.empty();

    /** What of it outlives a crash. */
    private Optional<FolderState> settledDurably = Optional.empty();

    /** What was taken over, and is not durable yet. */
    private final Set<Integer> takenOver = new HashSet<>();

    private Ledger open() {
      return Ledger.open(new LedgerConfig(url, "mailtrek", new Secret("secret")));
    }

    private MailboxLedger begin() {
      return ledger.mailbox(ledger.mailboxId("ann@old.example", "ann@new.example"), 1);
    }

    FolderLedger folder() {
      return mailbox.folder(INBOX, ItemType.MAIL, Integer.toString(validity));
    }

    /** The message that a key carries under the present validity. */
    Trace traceOf(int key) {
      return trace(Integer.toString(key), "message " + (key + validity) % MESSAGES);
    }

    int message(int key) {
      return (key + validity) % MESSAGES;
    }

    void check() {
      FolderLedger folder = folder();
      for (int key = 1; key <= KEYS; key++) {
        assertEquals(known.containsKey(key), folder.contains(ItemKey.of(key)), "key " + key);
        assertEquals(known.containsKey(key), folder.known().contains((long) key), "key " + key);
      }
      assertEquals(known.isEmpty(), folder.isEmpty());
      assertEquals(List.copyOf(intents.values()), mailbox.inDoubt());
      assertEquals(settled, folder.settled());
      assertEquals(former.values().stream().anyMatch(l -> !l.isEmpty()), folder.hasFormerKeys());
      if (takenOver.isEmpty()) {
        assertEquals(known.size(), rows("folder_id = " + folder.row().id()), "one row an item");
      }
      List<Boolean> all = new ArrayList<>(known.values());
      former.values().forEach(all::addAll);
      assertEquals(all.size(), rows("TRUE"), "no row is lost, and none is twice");
      assertEquals(all.stream().filter(adopted -> adopted).count(), rows("adopted"));
    }

    private long rows(String condition) {
      return query("SELECT COUNT(*) FROM item WHERE " + condition);
    }

    private long query(String sql) {
      try (Statement statement = keeper.createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        row.next();
        return row.getLong(1);
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }

    private static Connection connect(String url) {
      try {
        return DriverManager.getConnection(url, "mailtrek", "secret");
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() {
      ledger.close();
      try {
        keeper.close();
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public String toString() {
      return "validity " + validity + ", known " + known + ", former " + former;
    }
  }

  /** An item comes by, and is put in flight unless it is known or in flight. */
  record Claim(int key) implements Action<Run> {
    @Override
    public Run run(Run run) {
      boolean free = !run.known.containsKey(key) && !run.claimed.contains(key);
      assertEquals(free, run.folder().claim(ItemKey.of(key)));
      run.claimed.add(key);
      return run;
    }
  }

  /** An item in flight is given back; one that is known stays known. */
  record Release(int key) implements Action<Run> {
    @Override
    public Run run(Run run) {
      run.folder().release(ItemKey.of(key));
      run.claimed.remove(key);
      return run;
    }
  }

  /** A batch is about to be sent. */
  record Send(Set<Integer> keys) implements Action<Run> {
    @Override
    public Run run(Run run) {
      run.folder();
      Intent intent =
          run.mailbox.intend(
              TARGET, SINCE, keys.stream().map(key -> delivery(run.traceOf(key))).toList());
      run.intents.put(intent.id(), intent);
      run.settledDurably = run.settled;
      return run;
    }
  }

  /**
   * A batch is settled with some of its items, and settled again, which changes nothing.
   *
   * @param pick which of the batches
   * @param keys what was delivered, as far as it is of the batch
   */
  record Settle(int pick, Set<Integer> keys, boolean adopted) implements Action<Run> {
    @Override
    public boolean precondition(Run run) {
      return pick < run.intents.size();
    }

    @Override
    public Run run(Run run) {
      Intent intent = new ArrayList<>(run.intents.values()).get(pick);
      Map<ItemKey, Delivered> delivered = new HashMap<>();
      for (Trace trace : intent.traces()) {
        int key = Integer.parseInt(trace.key().value());
        if (keys.contains(key)) {
          delivered.put(trace.key(), new Delivered("77:" + key, adopted, 0));
          run.known.putIfAbsent(key, adopted);
        }
      }
      run.mailbox.settle(intent, delivered);
      run.mailbox.settle(intent, delivered);
      run.intents.remove(intent.id());
      run.settledDurably = run.settled;
      return run;
    }
  }

  /** An item is recognised that was migrated under another validity, once for each that was. */
  record TakeOver(int key) implements Action<Run> {
    @Override
    public boolean precondition(Run run) {
      return run.intents.isEmpty();
    }

    @Override
    public Run run(Run run) {
      List<Boolean> left = run.former.getOrDefault(run.message(key), List.of());
      boolean taken = run.folder().takeOver(run.traceOf(key));
      assertEquals(run.known.containsKey(key) || !left.isEmpty(), taken);
      if (!run.known.containsKey(key) && !left.isEmpty()) {
        run.known.put(key, left.remove(0));
        run.takenOver.add(key);
      }
      return run;
    }
  }

  /**
   * The run ends, and another begins on the same database.
   *
   * @param orderly whether it was closed; else what is not durable is gone
   */
  record Crash(boolean orderly) implements Action<Run> {
    @Override
    public Run run(Run run) {
      if (orderly) {
        run.mailbox.close();
        run.settledDurably = run.settled;
      } else {
        run.settled = run.settledDurably;
        run.takenOver.forEach(
            key ->
                run.former
                    .computeIfAbsent(run.message(key), message -> new ArrayList<>())
                    .add(run.known.remove(key)));
      }
      run.takenOver.clear();
      run.ledger.close();
      run.ledger = run.open();
      run.mailbox = run.begin();
      run.claimed.clear();
      for (int key = 1; key <= KEYS; key++) {
        boolean free = run.folder().claim(ItemKey.of(key));
        assertEquals(!run.known.containsKey(key), free, "no claim outlives its run: " + key);
        run.folder().release(ItemKey.of(key));
      }
      return run;
    }
  }

  /** The source folder gets a new validity, under which all keys mean other messages. */
  record Renew() implements Action<Run> {
    @Override
    public boolean precondition(Run run) {
      return run.intents.isEmpty();
    }

    @Override
    public Run run(Run run) {
      run.known.forEach(
          (key, adopted) ->
              run.former
                  .computeIfAbsent(run.message(key), message -> new ArrayList<>())
                  .add(adopted));
      run.known.clear();
      run.claimed.clear();
      run.takenOver.clear();
      run.settled = Optional.empty();
      run.settledDurably = Optional.empty();
      run.validity++;
      return run;
    }
  }

  /** Everything in the folder was migrated. */
  record SettleFolder() implements Action<Run> {
    @Override
    public Run run(Run run) {
      FolderState state = new FolderState(Integer.toString(run.validity), "1000", run.known.size());
      run.folder().settle(state);
      run.settled = Optional.of(state);
      run.takenOver.clear();
      assertTrue(run.folder().settled().isPresent());
      return run;
    }
  }
}
