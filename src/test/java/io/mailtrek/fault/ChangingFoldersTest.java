package io.mailtrek.fault;

import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.server.Faults;
import io.mailtrek.server.RequiresDovecot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody works in the mailbox while it is migrated. */
@RequiresDovecot
@ExtendWith(FaultRuns.class)
class ChangingFoldersTest {
  private static final String FOLDER = "Notes with spaces";
  private static final String EXAMINE = "EXAMINE .*" + FOLDER + ".*";
  private static final String APPEND = "APPEND .*" + FOLDER + ".*";
  private static final String READING = "UID FETCH .*BODY.PEEK\\[\\].*";

  @Test
  void aMessageIsExpungedBetweenListingAndFetching(FaultRun run) throws Exception {
    run.toSource()
        .on(READING)
        .does(
            Faults.first(
                () -> {
                  atSource(run, "expunge", "mailbox", "INBOX", "uid", "3,88");
                  run.sourceIsMeantToBeSo();
                }));
    run.pass().ended(MailboxPassStatus.COMPLETED).failed(0).skipped(2);
    run.nextPassCompletes();
  }

  @Test
  void aFolderIsDeletedAtTheSourceBeforeItIsListed(FaultRun run) throws Exception {
    int messages = run.mail().folder(FOLDER).messages().size();
    run.toSource().on(EXAMINE).does(Faults.first(() -> deleteAtSource(run)));
    run.leavesBehind(FOLDER)
        .pass()
        .ended(MailboxPassStatus.COMPLETED)
        .failed(messages)
        .says("EXAMINE " + FOLDER, "127.0.0.1", "the server answered NO");
    run.nextPassCompletes();
  }

  @Test
  void aFolderIsDeletedAtTheSourceWhileItIsRead(FaultRun run) throws Exception {
    run.toSource().on(EXAMINE).does(Faults.first(() -> whenItIsRead(run, this::deleteAtSource)));
    run.leavesBehind(FOLDER).pass().ended(MailboxPassStatus.COMPLETED);
    run.nextPassCompletes();
  }

  @Test
  void aFolderIsRenamedAtTheSourceBeforeItIsListed(FaultRun run) throws Exception {
    int messages = run.mail().folder(FOLDER).messages().size();
    run.toSource().on(EXAMINE).does(Faults.first(() -> renameAtSource(run)));
    run.leavesBehind(FOLDER)
        .pass()
        .ended(MailboxPassStatus.COMPLETED)
        .failed(messages)
        .says("EXAMINE " + FOLDER, "127.0.0.1", "the server answered NO");
    run.nextPassCompletes();
  }

  @Test
  void aFolderIsRenamedAtTheSourceWhileItIsRead(FaultRun run) throws Exception {
    run.toSource().on(EXAMINE).does(Faults.first(() -> whenItIsRead(run, this::renameAtSource)));
    run.leavesBehind(FOLDER).pass().ended(MailboxPassStatus.COMPLETED);
    run.nextPassCompletes();
  }

  @Test
  void aFolderIsDeletedAtTheDestination(FaultRun run) throws Exception {
    run.toDestination()
        .on(APPEND)
        .does(Faults.first(() -> atDestination(run, "mailbox", "delete", FOLDER)));
    run.pass().overcome();
  }

  @Test
  void aFolderIsRenamedAtTheDestination(FaultRun run) throws Exception {
    run.toDestination()
        .on(APPEND)
        .does(Faults.first(() -> atDestination(run, "mailbox", "rename", FOLDER, "Mine")));
    run.leavesBehind("Mine").pass().overcome();
  }

  @Test
  void aFolderIsDeletedAtTheDestinationWhileItsBatchIsInDoubt(FaultRun run) throws Exception {
    run.toDestination().on(APPEND).does(Faults.loseReply());
    run.toDestination()
        .on(EXAMINE)
        .does(Faults.first(() -> atDestination(run, "mailbox", "delete", FOLDER)));
    run.pass().overcome();
  }

  private interface Deed {
    void on(FaultRun run) throws Exception;
  }

  private static void whenItIsRead(FaultRun run, Deed deed) {
    run.toSource().on(READING).does(Faults.first(() -> deed.on(run)));
  }

  private void deleteAtSource(FaultRun run) throws Exception {
    atSource(run, "mailbox", "delete", "-s", FOLDER);
    run.sourceIsMeantToBeSo();
  }

  private void renameAtSource(FaultRun run) throws Exception {
    atSource(run, "mailbox", "rename", "-s", FOLDER, "Mine");
    run.sourceIsMeantToBeSo();
  }

  private static void atSource(FaultRun run, String... command) {
    run.source().doveadm(forUser(command));
  }

  private static void atDestination(FaultRun run, String... command) {
    run.destination().doveadm(forUser(command));
  }

  /** As {@code expunge -u anna …} or {@code mailbox delete -u anna …}. */
  private static String[] forUser(String... command) {
    int words = command[0].equals("mailbox") ? 2 : 1;
    String[] all = new String[command.length + 2];
    System.arraycopy(command, 0, all, 0, words);
    all[words] = "-u";
    all[words + 1] = FaultRun.USER;
    System.arraycopy(command, words, all, words + 2, command.length - words);
    return all;
  }
}
