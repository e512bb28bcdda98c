package io.mailtrek.server.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mailtrek.demo.exchange.ExchangeMailbox;
import io.mailtrek.demo.exchange.ExchangeServer;
import io.mailtrek.demo.exchange.FolderNames;
import io.mailtrek.demo.exchange.Mail;
import io.mailtrek.demo.exchange.StoredItem;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import microsoft.exchange.webservices.data.core.ExchangeService;
import microsoft.exchange.webservices.data.core.PropertySet;
import microsoft.exchange.webservices.data.core.enumeration.misc.ConnectingIdType;
import microsoft.exchange.webservices.data.core.enumeration.misc.ExchangeVersion;
import microsoft.exchange.webservices.data.core.enumeration.property.EmailAddressKey;
import microsoft.exchange.webservices.data.core.enumeration.property.MapiPropertyType;
import microsoft.exchange.webservices.data.core.enumeration.property.WellKnownFolderName;
import microsoft.exchange.webservices.data.core.enumeration.property.time.DayOfTheWeek;
import microsoft.exchange.webservices.data.core.enumeration.search.FolderTraversal;
import microsoft.exchange.webservices.data.core.enumeration.service.ConflictResolutionMode;
import microsoft.exchange.webservices.data.core.enumeration.service.DeleteMode;
import microsoft.exchange.webservices.data.core.enumeration.service.SendCancellationsMode;
import microsoft.exchange.webservices.data.core.enumeration.service.SendInvitationsMode;
import microsoft.exchange.webservices.data.core.enumeration.service.SendInvitationsOrCancellationsMode;
import microsoft.exchange.webservices.data.core.enumeration.service.SyncFolderItemsScope;
import microsoft.exchange.webservices.data.core.enumeration.sync.ChangeType;
import microsoft.exchange.webservices.data.core.service.folder.CalendarFolder;
import microsoft.exchange.webservices.data.core.service.folder.Folder;
import microsoft.exchange.webservices.data.core.service.item.Appointment;
import microsoft.exchange.webservices.data.core.service.item.Contact;
import microsoft.exchange.webservices.data.core.service.item.EmailMessage;
import microsoft.exchange.webservices.data.core.service.item.Item;
import microsoft.exchange.webservices.data.core.service.item.Task;
import microsoft.exchange.webservices.data.core.service.schema.EmailMessageSchema;
import microsoft.exchange.webservices.data.core.service.schema.ItemSchema;
import microsoft.exchange.webservices.data.credential.WebCredentials;
import microsoft.exchange.webservices.data.misc.ImpersonatedUserId;
import microsoft.exchange.webservices.data.property.complex.EmailAddress;
import microsoft.exchange.webservices.data.property.complex.FileAttachment;
import microsoft.exchange.webservices.data.property.complex.FolderId;
import microsoft.exchange.webservices.data.property.complex.MessageBody;
import microsoft.exchange.webservices.data.property.complex.recurrence.pattern.Recurrence;
import microsoft.exchange.webservices.data.property.definition.ExtendedPropertyDefinition;
import microsoft.exchange.webservices.data.search.FindItemsResults;
import microsoft.exchange.webservices.data.search.FolderView;
import microsoft.exchange.webservices.data.search.ItemView;
import microsoft.exchange.webservices.data.search.filter.SearchFilter;
import microsoft.exchange.webservices.data.sync.ChangeCollection;
import microsoft.exchange.webservices.data.sync.ItemChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Microsoft's own client, which knows nothing of MailTrek, understands the server. */
class MicrosoftClientTest {
  private static final Instant DATE = Instant.parse("2026-03-02T09:00:00Z");

  private ExchangeServer server;
  private ExchangeMailbox anna;
  private ExchangeService service;

  @BeforeEach
  void start() throws IOException {
    server = ExchangeServer.start(new ExchangeScript());
    anna = server.organization().addMailbox("anna@old.example", "secret", FolderNames.GERMAN);
    server.organization().addAdmin("migrator", "secret");
    service = service("anna@old.example");
  }

  @AfterEach
  void stop() {
    assertEquals(List.of(), server.organization().mailed());
    service.close();
    server.close();
  }

  private ExchangeService service(String login) {
    ExchangeService made = new ExchangeService(ExchangeVersion.Exchange2010_SP2);
    made.setUrl(URI.create(server.url()));
    made.setCredentials(new WebCredentials(login, "secret"));
    return made;
  }

  @Test
  void findsItsWayThroughTheFolders() throws Exception {
    Folder inbox = Folder.bind(service, WellKnownFolderName.Inbox);
    assertEquals("Posteingang", inbox.getDisplayName());
    Folder made = new Folder(service);
    made.setDisplayName("Projekte");
    made.save(inbox.getId());
    FolderView view = new FolderView(100);
    view.setTraversal(FolderTraversal.Deep);
    List<Folder> all = service.findFolders(WellKnownFolderName.MsgFolderRoot, view).getFolders();
    assertTrue(all.stream().anyMatch(CalendarFolder.class::isInstance));
    assertEquals(1, anna.folder("inbox").folders().size());
    assertEquals(
        "anna@old.example",
        service.resolveName("anna").iterator().next().getMailbox().getAddress());
  }

  @Test
  void actsForOthersAsAnAdmin() throws Exception {
    try (ExchangeService admin = service("migrator")) {
      admin.setImpersonatedUserId(
          new ImpersonatedUserId(ConnectingIdType.SmtpAddress, "anna@old.example"));
      assertEquals("Kalender", Folder.bind(admin, WellKnownFolderName.Calendar).getDisplayName());
    }
  }

  @Test
  void savesFindsLoadsAndSyncsMail() throws Exception {
    UUID set = UUID.randomUUID();
    ExtendedPropertyDefinition key =
        new ExtendedPropertyDefinition(set, "Key", MapiPropertyType.String);
    EmailMessage message = new EmailMessage(service);
    message.setSubject("Grüße <&> 😀");
    message.setBody(MessageBody.getMessageBodyFromText("<b>Hallo</b>"));
    message.getToRecipients().add("Eva", "eva@far.example");
    message.setExtendedProperty(key, "k1");
    message.getAttachments().addFileAttachment("a.bin", new byte[] {0, 1, 2, -1});
    message.save(WellKnownFolderName.Drafts);
    anna.folder("drafts").add("<t:Message><t:Subject>Other</t:Subject></t:Message>");

    FindItemsResults<Item> found =
        service.findItems(
            new FolderId(WellKnownFolderName.Drafts),
            new SearchFilter.IsEqualTo(key, "k1"),
            new ItemView(10));
    assertEquals(1, found.getTotalCount());
    Item item = found.getItems().get(0);
    item.load(PropertySet.FirstClassProperties);
    assertEquals("Grüße <&> 😀", item.getSubject());
    assertEquals("<b>Hallo</b>", item.getBody().toString());
    EmailAddress to = ((EmailMessage) item).getToRecipients().getItems().get(0);
    assertEquals("eva@far.example", to.getAddress());
    FileAttachment file = (FileAttachment) item.getAttachments().getItems().get(0);
    file.load();
    assertArrayEquals(new byte[] {0, 1, 2, -1}, file.getContent());

    ChangeCollection<ItemChange> changes = sync("");
    assertEquals(2, changes.getCount());
    EmailMessage draft = (EmailMessage) item;
    draft.setIsRead(true);
    draft.update(ConflictResolutionMode.AlwaysOverwrite);
    ChangeCollection<ItemChange> next = sync(changes.getSyncState());
    assertEquals(1, next.getCount());
    assertEquals(ChangeType.ReadFlagChange, next.getChangeAtIndex(0).getChangeType());
    draft.delete(DeleteMode.HardDelete);
    ChangeCollection<ItemChange> last = sync(next.getSyncState());
    assertEquals(ChangeType.Delete, last.getChangeAtIndex(0).getChangeType());
  }

  private ChangeCollection<ItemChange> sync(String state) throws Exception {
    return service.syncFolderItems(
        new FolderId(WellKnownFolderName.Drafts),
        PropertySet.IdOnly,
        List.of(),
        512,
        SyncFolderItemsScope.NormalItems,
        state);
  }

  @Test
  void readsMailThatCameAndPagesThroughIt() throws Exception {
    for (int i = 0; i < 5; i++) {
      byte[] mime =
          ("Subject: Mail " + i + "\r\nFrom: Eva <eva@far.example>\r\n\r\nHello " + i + "\r\n")
              .getBytes(StandardCharsets.US_ASCII);
      anna.folder("inbox").addMail(mime, Mail.unread(DATE.plusSeconds(i)).in("Rot"));
    }
    FindItemsResults<Item> page =
        service.findItems(
            new FolderId(WellKnownFolderName.Inbox),
            new SearchFilter.IsGreaterThanOrEqualTo(
                ItemSchema.DateTimeReceived, Date.from(DATE.plusSeconds(1))),
            new ItemView(3));
    assertEquals(4, page.getTotalCount());
    assertTrue(page.isMoreAvailable());
    assertEquals(3, page.getNextPageOffset());
    EmailMessage newest = (EmailMessage) page.getItems().get(0);
    newest.load(
        new PropertySet(
            ItemSchema.MimeContent,
            ItemSchema.DateTimeReceived,
            ItemSchema.Categories,
            EmailMessageSchema.From));
    assertEquals(Date.from(DATE.plusSeconds(4)), newest.getDateTimeReceived());
    assertEquals("eva@far.example", newest.getFrom().getAddress());
    assertEquals("Rot", newest.getCategories().iterator().next());
    String mime = new String(newest.getMimeContent().getContent(), StandardCharsets.US_ASCII);
    assertTrue(mime.contains("Hello 4"), mime);
  }

  @Test
  void makesASeriesAndChangesItsOccurrences() throws Exception {
    Appointment series = new Appointment(service);
    series.setSubject("Jour fixe");
    series.setStart(Date.from(DATE));
    series.setEnd(Date.from(DATE.plusSeconds(3600)));
    Recurrence weekly = new Recurrence.WeeklyPattern(Date.from(DATE), 1, DayOfTheWeek.Monday);
    weekly.setNumberOfOccurrences(4);
    series.setRecurrence(weekly);
    series.save(WellKnownFolderName.Calendar, SendInvitationsMode.SendToNone);

    Appointment second = Appointment.bindToOccurrence(service, series.getId(), 2);
    assertEquals(Date.from(DATE.plusSeconds(7 * 86400)), second.getStart());
    second.setSubject("Jour fixe, anders");
    second.update(
        ConflictResolutionMode.AlwaysOverwrite, SendInvitationsOrCancellationsMode.SendToNone);
    Appointment.bindToOccurrence(service, series.getId(), 3)
        .delete(DeleteMode.HardDelete, SendCancellationsMode.SendToNone);

    Appointment master = Appointment.bind(service, series.getId());
    assertEquals(1, master.getModifiedOccurrences().getCount());
    assertEquals(1, master.getDeletedOccurrences().getCount());
    assertEquals(
        Date.from(DATE.plusSeconds(14 * 86400)),
        master.getDeletedOccurrences().getItems().get(0).getOriginalStart());
    Appointment changed =
        Appointment.bind(service, master.getModifiedOccurrences().getItems().get(0).getItemId());
    assertEquals("Jour fixe, anders", changed.getSubject());
    assertEquals(4, master.getRecurrence().getNumberOfOccurrences());
  }

  @Test
  void makesContactsAndTasks() throws Exception {
    Contact contact = new Contact(service);
    contact.setGivenName("Eva");
    contact.setSurname("Adam");
    contact
        .getEmailAddresses()
        .setEmailAddress(EmailAddressKey.EmailAddress1, new EmailAddress("eva@far.example"));
    contact.save();
    Contact bound = Contact.bind(service, contact.getId());
    assertEquals("Eva Adam", bound.getCompleteName().getFullName());
    assertEquals(
        "eva@far.example",
        bound.getEmailAddresses().getEmailAddress(EmailAddressKey.EmailAddress1).getAddress());

    Task task = new Task(service);
    task.setSubject("Steuer");
    task.setDueDate(Date.from(DATE));
    task.setPercentComplete(50.0);
    task.save();
    Task again = Task.bind(service, task.getId());
    assertEquals(Date.from(DATE), again.getDueDate());
    StoredItem stored = anna.folder("tasks").items().get(0);
    assertEquals("Steuer", stored.subject());
  }
}
