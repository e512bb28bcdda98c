package io.mailtrek.demo;

import io.mailtrek.demo.Snapshot.Copy;
import io.mailtrek.demo.dav.DavCollection;
import io.mailtrek.demo.dav.DavResource;
import io.mailtrek.demo.dav.DavTree;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What people do at the old server between the two passes. */
final class UsersWork {
  private final DemoServer server;
  private final Instant date;
  private final SampleMail mail = new SampleMail(1);
  private final List<Copy> left = new ArrayList<>();

  /** The work of the users of a server, who have the folders of {@link SampleMailboxes}. */
  UsersWork(DemoServer server, Instant now) {
    this.server = server;
    this.date = SampleMailboxes.afternoon(now, 3600);
  }

  /** Does it; returns a sentence for each thing that was done. */
  List<String> doIt() throws MessagingException, IOException {
    return List.of(
        newMail(server.users().get(0)),
        move(server.users().get(1)),
        delete(server.users().get(2)),
        replaceDraft(server.users().get(0)),
        postpone(server.users().get(1)));
  }

  /** What was migrated by the first pass and is not at its place at the source any more. */
  List<Copy> leftTheSource() {
    return left;
  }

  private String newMail(String user) throws MessagingException {
    for (int i = 0; i < 3; i++) {
      server.add(
          user, SampleMailboxes.INBOX, mail.next(server.address(user), date), date, new Flags());
    }
    return user + " gets 3 new messages. Full will bring them.";
  }

  private String move(String user) throws MessagingException, IOException {
    try (Store store = server.login(user);
        Folder inbox = SampleFolder.open(store, SampleMailboxes.INBOX);
        Folder project = SampleFolder.open(store, SampleMailboxes.PROJECT)) {
      Message oldest = inbox.getMessage(1);
      String subject = oldest.getSubject();
      left.add(Snapshot.copy(user, inbox, oldest));
      inbox.copyMessages(new Message[] {oldest}, project);
      remove(inbox, oldest);
      return user
          + " moves '"
          + subject
          + "' from INBOX to "
          + String.join("/", SampleMailboxes.PROJECT)
          + ". It will be in both folders.";
    }
  }

  private String delete(String user) throws MessagingException, IOException {
    try (Store store = server.login(user);
        Folder inbox = SampleFolder.open(store, SampleMailboxes.INBOX)) {
      Message oldest = inbox.getMessage(1);
      String subject = oldest.getSubject();
      left.add(Snapshot.copy(user, inbox, oldest));
      remove(inbox, oldest);
      return user + " deletes '" + subject + "'. The new server keeps it.";
    }
  }

  private String replaceDraft(String user) throws MessagingException, IOException {
    try (Store store = server.login(user);
        Folder drafts = SampleFolder.open(store, SampleMailboxes.DRAFTS)) {
      Message oldest = drafts.getMessage(1);
      String subject = oldest.getSubject();
      left.add(Snapshot.copy(user, drafts, oldest));
      server.add(
          user,
          SampleMailboxes.DRAFTS,
          mail.next(server.address(user), date),
          date,
          new Flags(Flags.Flag.DRAFT));
      remove(drafts, oldest);
      return user
          + " rewrites the draft '"
          + subject
          + "'. The old version stays, and Full brings the new one.";
    }
  }

  /** Pre-Stage has left the calendars alone, so the event comes as it is then. */
  private String postpone(String user) {
    DavTree tree = server.groupware();
    synchronized (tree) {
      DavCollection work = tree.named(server.address(user), SampleGroupware.WORK).orElseThrow();
      DavResource event = work.resources().iterator().next();
      String later = event.text().replace("SUMMARY:", "SUMMARY:Verschoben: ");
      work.put(event.name(), later.getBytes(StandardCharsets.UTF_8));
    }
    return user
        + " postpones an event. Pre-Stage moves no calendars, so Full brings it as it is now.";
  }

  private static void remove(Folder folder, Message message) throws MessagingException {
    message.setFlag(Flags.Flag.DELETED, true);
    folder.expunge();
  }
}
