package io.mailtrek.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.ledger.Counts;
import io.mailtrek.ledger.Failure;
import io.mailtrek.ledger.Ledger;
import io.mailtrek.ledger.LedgerConfig;
import io.mailtrek.ledger.MailboxPassRecord;
import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.ledger.PassRecord;
import io.mailtrek.ledger.PassType;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemKey;
import io.mailtrek.store.ItemType;
import io.mailtrek.store.Problem;
import io.mailtrek.store.Secret;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassEventsTest {
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private Ledger ledger;
  private PassEvents events;
  private long anna;
  private long bernd;
  private long pass;

  private final PassListener listener =
      new PassListener() {
        @Override
        public void statusChanged(MailboxPassRecord mailboxPass) {
          heard.add(mailboxPass.source() + " " + mailboxPass.status().text());
        }

        @Override
        public void itemsFailed(List<Failure> failures) {
          heard.add(failures.size() + " failed");
        }

        @Override
        public void passEnded(PassRecord ended, List<MailboxPassRecord> mailboxPasses) {
          heard.add("end of " + ended.id() + " with " + mailboxPasses.size());
        }
      };

  @BeforeEach
  void submit(@TempDir Path folder) {
    ledger =
        Ledger.open(
            new LedgerConfig("jdbc:h2:file:" + folder.resolve("ledger"), "test", new Secret("")));
    events = new PassEvents(ledger.passes());
    anna = ledger.mailboxId("anna", "anna@new.example");
    bernd = ledger.mailboxId("bernd", "bernd@new.example");
    pass =
        ledger
            .passes()
            .submit(
                new io.mailtrek.ledger.PassRequest(
                    PassType.FULL,
                    EnumSet.of(ItemType.MAIL),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    List.of(anna, bernd)));
  }

  @AfterEach
  void close() {
    events.close();
    ledger.close();
  }

  @Test
  void tellsEachStatusAndTheEndOfThePassOnce() {
    events.add(listener);
    events.submitted(pass);
    events.changed(ledger.passes().queueDue(Instant.now()));
    end(anna, MailboxPassStatus.COMPLETED);
    end(bernd, MailboxPassStatus.FAILED);
    events.changed(pass, bernd);
    events.close();

    assertEquals(
        List.of(
            "anna Submitted",
            "bernd Submitted",
            "anna Queued",
            "bernd Queued",
            "anna Completed",
            "bernd Failed",
            "end of 1 with 2"),
        heard);
  }

  @Test
  void tellsOfManyThatStopTogetherBeforeTheEndOfTheirPass() {
    events.add(listener);
    List<Long> stopped = ledger.passes().requestStop(pass, List.of(anna, bernd));
    events.changed(pass, stopped);
    events.changed(pass, List.of());
    events.close();

    assertEquals(List.of("anna Stopped", "bernd Stopped", "end of 1 with 2"), heard);
  }

  @Test
  void tellsOfItemsThatFailed() {
    events.add(listener);
    events.failed(List.of());
    events.failed(List.of(failure()));
    events.close();

    assertEquals(List.of("1 failed"), heard);
  }

  @Test
  void aListenerThatFailsKeepsNothingFromTheOthers() {
    events.add(
        new PassListener() {
          @Override
          public void statusChanged(MailboxPassRecord mailboxPass) {
            throw new IllegalStateException("no");
          }
        });
    events.add(listener);
    events.changed(pass, anna);
    events.close();

    assertEquals(List.of("anna Submitted"), heard);
  }

  @Test
  void whatComesAfterTheEndIsNotTold() {
    events.add(listener);
    events.close();
    events.changed(pass, anna);

    assertEquals(List.of(), heard);
  }

  private void end(long mailbox, MailboxPassStatus status) {
    ledger.passes().end(pass, mailbox, status, "", Counts.ZERO);
    events.changed(pass, mailbox);
  }

  private Failure failure() {
    return new Failure(
        anna,
        pass,
        FolderPath.INBOX,
        ItemType.MAIL,
        new ItemKey("7"),
        "PermanentException",
        "no",
        Optional.empty(),
        10,
        Instant.now(),
        Optional.of(Problem.REFUSED),
        "1",
        pass,
        Optional.empty());
  }
}
