package io.mailtrek.demo.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The order in which the schema wants the properties of items. */
final class SchemaOrder {
  private static final String ITEM =
      "MimeContent ItemId ParentFolderId ItemClass Subject Sensitivity Body Attachments"
          + " DateTimeReceived Size Categories Importance InReplyTo IsSubmitted IsDraft IsFromMe"
          + " IsResend IsUnmodified InternetMessageHeaders DateTimeSent DateTimeCreated"
          + " ResponseObjects ReminderDueBy ReminderIsSet ReminderNextTime"
          + " ReminderMinutesBeforeStart DisplayCc DisplayTo HasAttachments ExtendedProperty"
          + " Culture EffectiveRights LastModifiedName LastModifiedTime IsAssociated"
          + " WebClientReadFormQueryString WebClientEditFormQueryString ConversationId UniqueBody"
          + " Flag StoreEntryId InstanceKey NormalizedBody EntityExtractionResult PolicyTag"
          + " ArchiveTag RetentionDate Preview RightsManagementLicenseData"
          + " PredictedActionReasons IsClutter NextPredictedAction GroupingAction BlockStatus"
          + " HasBlockedImages TextBody IconIndex ";
  private static final String MESSAGE =
      ITEM
          + "Sender ToRecipients CcRecipients BccRecipients IsReadReceiptRequested"
          + " IsDeliveryReceiptRequested ConversationIndex ConversationTopic From"
          + " InternetMessageId IsRead IsResponseRequested References ReplyTo ReceivedBy"
          + " ReceivedRepresenting ";
  private static final String MEETING =
      MESSAGE
          + "AssociatedCalendarItemId IsDelegated IsOutOfDate HasBeenProcessed ResponseType UID"
          + " RecurrenceId DateTimeStamp IsOrganizer MeetingRequestType IntendedFreeBusyStatus"
          + " Start End Location";
  private static final String CALENDAR =
      ITEM
          + "UID RecurrenceId DateTimeStamp Start End OriginalStart IsAllDayEvent"
          + " LegacyFreeBusyStatus Location When IsMeeting IsCancelled IsRecurring"
          + " MeetingRequestWasSent IsResponseRequested CalendarItemType MyResponseType Organizer"
          + " RequiredAttendees OptionalAttendees Resources ConflictingMeetingCount"
          + " AdjacentMeetingCount ConflictingMeetings AdjacentMeetings Duration TimeZone"
          + " AppointmentReplyTime AppointmentSequenceNumber AppointmentState Recurrence"
          + " FirstOccurrence LastOccurrence ModifiedOccurrences DeletedOccurrences"
          + " MeetingTimeZone StartTimeZone EndTimeZone ConferenceType AllowNewTimeProposal"
          + " IsOnlineMeeting MeetingWorkspaceUrl NetShowUrl EnhancedLocation StartWallClock"
          + " EndWallClock StartTimeZoneId EndTimeZoneId IntendedFreeBusyStatus"
          + " JoinOnlineMeetingUrl OnlineMeetingSettings IsOrganizer";
  private static final String CONTACT =
      ITEM
          + "FileAs FileAsMapping DisplayName GivenName Initials MiddleName Nickname CompleteName"
          + " CompanyName EmailAddresses PhysicalAddresses PhoneNumbers AssistantName Birthday"
          + " BusinessHomePage Children Companies ContactSource Department Generation ImAddresses"
          + " JobTitle Manager Mileage OfficeLocation PostalAddressIndex Profession SpouseName"
          + " Surname WeddingAnniversary HasPicture PhoneticFullName PhoneticFirstName"
          + " PhoneticLastName Alias Notes";
  private static final String TASK =
      ITEM
          + "ActualWork AssignedTime BillingInformation ChangeCount Companies CompleteDate"
          + " Contacts DelegationState Delegator DueDate IsAssignmentEditable IsComplete"
          + " IsRecurring IsTeamTask Mileage Owner PercentComplete Recurrence StartDate Status"
          + " StatusDescription TotalWork";
  private static final String POST =
      ITEM
          + "ConversationIndex ConversationTopic From InternetMessageId IsRead PostedTime"
          + " References Sender";
  private static final String READ_ONLY =
      "ItemId ParentFolderId DateTimeReceived Size IsSubmitted IsDraft IsFromMe IsResend"
          + " IsUnmodified DateTimeSent DateTimeCreated ReminderNextTime DisplayCc DisplayTo"
          + " HasAttachments EffectiveRights LastModifiedName LastModifiedTime ConversationId"
          + " StoreEntryId InstanceKey IsMeeting IsCancelled IsRecurring MeetingRequestWasSent"
          + " CalendarItemType MyResponseType Organizer Duration AppointmentReplyTime"
          + " AppointmentSequenceNumber AppointmentState FirstOccurrence LastOccurrence"
          + " ModifiedOccurrences DeletedOccurrences OriginalStart IsOrganizer CompleteName"
          + " AssignedTime ChangeCount DelegationState Delegator IsAssignmentEditable IsComplete"
          + " IsTeamTask Owner StatusDescription HasPicture PostedTime";

  private static final Map<String, List<String>> ORDERS =
      Map.ofEntries(
          Map.entry("Item", words(ITEM)),
          Map.entry("Message", words(MESSAGE)),
          Map.entry("MeetingMessage", words(MEETING)),
          Map.entry("MeetingRequest", words(MEETING)),
          Map.entry("MeetingResponse", words(MEETING)),
          Map.entry("MeetingCancellation", words(MEETING)),
          Map.entry("CalendarItem", words(CALENDAR)),
          Map.entry("Contact", words(CONTACT)),
          Map.entry("DistributionList", words(ITEM + "DisplayName FileAs ContactSource Members")),
          Map.entry("Task", words(TASK)),
          Map.entry("PostItem", words(POST)));
  private static final Set<String> NEVER_SET = Set.copyOf(words(READ_ONLY));

  private SchemaOrder() {}

  /** The properties of a kind of item. */
  static List<String> of(String element) throws EwsFailure {
    List<String> order = ORDERS.get(element);
    if (order == null) {
      throw EwsFailure.schema("there is no item " + element + ".");
    }
    return order;
  }

  /** Whether only the server sets it. */
  static boolean readOnly(String property) {
    return NEVER_SET.contains(property);
  }

  /** Refuses an item that the schema would refuse, or whose properties only the server sets. */
  static void check(Xml item) throws EwsFailure {
    List<String> order = of(item.name());
    int last = 0;
    for (Xml property : item.children()) {
      int index = order.indexOf(property.name());
      if (index < last || !property.uri().equals(Xml.TYPES)) {
        throw EwsFailure.schema(
            "the element '" + property.name() + "' in '" + item.name() + "' is invalid here.");
      }
      last = property.name().equals("ExtendedProperty") ? index : index + 1;
      if (readOnly(property.name())) {
        throw new EwsFailure(
            "ErrorInvalidPropertySet", "Set action is invalid for property " + property.name());
      }
    }
  }

  private static List<String> words(String text) {
    return new ArrayList<>(List.of(text.strip().split(" ", -1)));
  }
}
