package io.mailtrek.store.exchange.form;

import io.mailtrek.store.ItemType;
import io.mailtrek.store.xml.XmlNode;
import java.util.ArrayList;
import java.util.List;

/** The properties that make up items of each type. */
final class Asked {
  private static final List<String> ITEM =
      List.of(
          "item:ItemClass",
          "item:Subject",
          "item:Sensitivity",
          "item:Body",
          "item:Attachments",
          "item:Categories",
          "item:Importance",
          "item:DateTimeCreated",
          "item:LastModifiedTime",
          "item:ReminderDueBy",
          "item:ReminderIsSet",
          "item:ReminderMinutesBeforeStart");

  private static final List<String> EVENT =
      List.of(
          "calendar:UID",
          "calendar:RecurrenceId",
          "calendar:Start",
          "calendar:End",
          "calendar:OriginalStart",
          "calendar:IsAllDayEvent",
          "calendar:LegacyFreeBusyStatus",
          "calendar:Location",
          "calendar:IsMeeting",
          "calendar:IsCancelled",
          "calendar:IsResponseRequested",
          "calendar:CalendarItemType",
          "calendar:MyResponseType",
          "calendar:Organizer",
          "calendar:RequiredAttendees",
          "calendar:OptionalAttendees",
          "calendar:Resources",
          "calendar:TimeZone",
          "calendar:AppointmentSequenceNumber",
          "calendar:AppointmentState",
          "calendar:Recurrence",
          "calendar:ModifiedOccurrences",
          "calendar:DeletedOccurrences",
          "calendar:StartTimeZone",
          "calendar:EndTimeZone",
          "calendar:MeetingWorkspaceUrl",
          "calendar:NetShowUrl");

  private static final List<String> TASK =
      List.of(
          "task:ActualWork",
          "task:BillingInformation",
          "task:Companies",
          "task:CompleteDate",
          "task:Contacts",
          "task:Delegator",
          "task:DueDate",
          "task:Mileage",
          "task:Owner",
          "task:PercentComplete",
          "task:Recurrence",
          "task:StartDate",
          "task:Status",
          "task:TotalWork");

  private static final List<String> CONTACT =
      List.of(
          "contacts:FileAs",
          "contacts:DisplayName",
          "contacts:GivenName",
          "contacts:Initials",
          "contacts:MiddleName",
          "contacts:Nickname",
          "contacts:CompleteName",
          "contacts:CompanyName",
          "contacts:EmailAddresses",
          "contacts:PhysicalAddresses",
          "contacts:PhoneNumbers",
          "contacts:AssistantName",
          "contacts:Birthday",
          "contacts:BusinessHomePage",
          "contacts:Children",
          "contacts:Companies",
          "contacts:Department",
          "contacts:Generation",
          "contacts:ImAddresses",
          "contacts:JobTitle",
          "contacts:Manager",
          "contacts:Mileage",
          "contacts:OfficeLocation",
          "contacts:PostalAddressIndex",
          "contacts:Profession",
          "contacts:SpouseName",
          "contacts:Surname",
          "contacts:WeddingAnniversary",
          "distributionlist:Members");

  private Asked() {}

  static List<XmlNode> of(ItemType type) {
    List<XmlNode> paths = new ArrayList<>();
    ITEM.forEach(uri -> paths.add(uri(uri)));
    List<String> own =
        switch (type) {
          case CALENDAR -> EVENT;
          case TASK -> TASK;
          case CONTACT -> CONTACT;
          case JOURNAL, NOTE, MAIL -> List.<String>of();
        };
    own.forEach(uri -> paths.add(uri(uri)));
    List<ExtendedField> extended =
        switch (type) {
          case CALENDAR -> List.of(Mapi.GLOBAL_OBJECT_ID);
          case TASK -> List.of(Mapi.TASK_START, Mapi.TASK_DUE);
          case CONTACT -> ContactCard.EXTENDED;
          case JOURNAL -> JournalText.EXTENDED;
          case NOTE -> NoteText.EXTENDED;
          case MAIL -> List.<ExtendedField>of();
        };
    extended.forEach(field -> paths.add(field.path()));
    List.of(Mapi.KEPT, Mapi.UID, Mapi.SEARCH_KEY).forEach(field -> paths.add(field.path()));
    return paths;
  }

  private static XmlNode uri(String uri) {
    XmlNode node = new XmlNode(Ews.type("FieldURI"));
    node.attribute("FieldURI", uri);
    return node;
  }
}
