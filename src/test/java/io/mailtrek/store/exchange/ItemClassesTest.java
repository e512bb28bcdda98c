package io.mailtrek.store.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mailtrek.store.ItemType;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the classes of folders and items say of them. */
class ItemClassesTest {

  @ParameterizedTest
  @CsvSource({
    "IPM.Note, MAIL",
    "IPM.Note.SMIME.MultipartSigned, MAIL",
    "IPM.NoteBook,",
    "IPM.Post, MAIL",
    "IPM.Post.RSS, MAIL",
    "REPORT.IPM.Note.NDR, MAIL",
    "IPM.Schedule.Meeting.Request, MAIL",
    "IPM.Appointment, CALENDAR",
    "IPM.Contact, CONTACT",
    "IPM.DistList, CONTACT",
    "IPM.Task, TASK",
    "IPM.StickyNote, NOTE",
    "IPM.Activity, JOURNAL",
    "ipm.activity, JOURNAL",
    "IPM.InfoPathForm.Holiday,",
    "IPM,",
  })
  void ofItems(String itemClass, ItemType type) {
    assertEquals(Optional.ofNullable(type), ItemClasses.ofItem(itemClass));
  }

  @ParameterizedTest
  @CsvSource({
    "IPF.Note, MAIL",
    "IPF.Note.OutlookHomepage, MAIL",
    "'', MAIL",
    "IPF.Appointment, CALENDAR",
    "IPF.Appointment.Birthday,",
    "IPF.Contact, CONTACT",
    "IPF.Contact.MOC.QuickContacts,",
    "IPF.Contact.RecipientCache,",
    "IPF.Task, TASK",
    "IPF.StickyNote, NOTE",
    "IPF.Journal, JOURNAL",
    "IPF.Configuration,",
  })
  void ofFolders(String folderClass, ItemType type) {
    assertEquals(Optional.ofNullable(type), ItemClasses.ofFolder(folderClass));
  }
}
