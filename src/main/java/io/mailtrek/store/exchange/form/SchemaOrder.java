package io.mailtrek.store.exchange.form;

import io.mailtrek.store.xml.XmlNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order in which Exchange wants the children of an item ({@code xs:sequence} of its types in
 * [MS-OXWSCORE], [MS-OXWSMSG], [MS-OXWSMTGS], [MS-OXWSTASK], [MS-OXWSCONT] and [MS-OXWSDLIST]).
 */
public final class SchemaOrder {
  private static final String ITEM =
      """
      MimeContent ItemId ParentFolderId ItemClass Subject Sensitivity Body Attachments
      DateTimeReceived Size Categories Importance InReplyTo IsSubmitted IsDraft IsFromMe
      IsResend IsUnmodified InternetMessageHeaders DateTimeSent DateTimeCreated ResponseObjects
      ReminderDueBy ReminderIsSet ReminderNextTime ReminderMinutesBeforeStart DisplayCc
      DisplayTo HasAttachments ExtendedProperty Culture EffectiveRights LastModifiedName
      LastModifiedTime IsAssociated WebClientReadFormQueryString WebClientEditFormQueryString
      ConversationId UniqueBody Flag StoreEntryId InstanceKey NormalizedBody
      EntityExtractionResult PolicyTag ArchiveTag RetentionDate Preview
      RightsManagementLicenseData PredictedActionReasons IsClutter NextPredictedAction
      GroupingAction BlockStatus HasBlockedImages TextBody IconIndex MimeContentUTF8 SearchKey
      SortKey Hashtags Mentions MentionedMe PendingSocialActivityTagIds\
      """;

  private static final String MESSAGE =
      """
      Sender ToRecipients CcRecipients BccRecipients IsReadReceiptRequested
      IsDeliveryReceiptRequested ConversationIndex ConversationTopic From InternetMessageId
      IsRead IsResponseRequested References ReplyTo ReceivedBy ReceivedRepresenting
      ApprovalRequestData VotingInformation ReminderMessageData\
      """;

  private static final String EVENT =
      """
      UID RecurrenceId DateTimeStamp Start End OriginalStart IsAllDayEvent LegacyFreeBusyStatus
      Location When IsMeeting IsCancelled IsRecurring MeetingRequestWasSent IsResponseRequested
      CalendarItemType MyResponseType Organizer RequiredAttendees OptionalAttendees Resources
      ConflictingMeetingCount AdjacentMeetingCount ConflictingMeetings AdjacentMeetings
      Duration TimeZone AppointmentReplyTime AppointmentSequenceNumber AppointmentState
      Recurrence FirstOccurrence LastOccurrence ModifiedOccurrences DeletedOccurrences
      MeetingTimeZone StartTimeZone EndTimeZone ConferenceType AllowNewTimeProposal
      IsOnlineMeeting MeetingWorkspaceUrl NetShowUrl EnhancedLocation StartWallClock
      EndWallClock StartTimeZoneId EndTimeZoneId IntendedFreeBusyStatus JoinOnlineMeetingUrl
      OnlineMeetingSettings IsOrganizer InboxReminders\
      """;

  private static final String TASK =
      """
      ActualWork AssignedTime BillingInformation ChangeCount Companies CompleteDate Contacts
      DelegationState Delegator DueDate IsAssignmentEditable IsComplete IsRecurring IsTeamTask
      Mileage Owner PercentComplete Recurrence StartDate Status StatusDescription TotalWork\
      """;

  private static final String CONTACT =
      """
      FileAs FileAsMapping DisplayName GivenName Initials MiddleName Nickname CompleteName
      CompanyName EmailAddresses PhysicalAddresses PhoneNumbers AssistantName Birthday
      BusinessHomePage Children Companies ContactSource Department Generation ImAddresses
      JobTitle Manager Mileage OfficeLocation PostalAddressIndex Profession SpouseName Surname
      WeddingAnniversary BirthdayLocal WeddingAnniversaryLocal HasPicture PhoneticFullName
      PhoneticFirstName PhoneticLastName Alias Notes Photo UserSMIMECertificate
      MSExchangeCertificate DirectoryId ManagerMailbox DirectReports AccountName
      IsAutoUpdateDisabled IsMessengerEnabled Comment ContactShortId ContactType Gender
      IsHidden ObjectId PassportId IsPrivate SourceId TrustLevel CreatedBy Urls
      AbchEmailAddresses Cid SkypeAuthCertificate SkypeContext SkypeId SkypeRelationship
      YomiNickname XboxLiveTag InviteFree HidePresenceAndProfile IsPendingOutbound
      SupportGroupFeeds UserTileHash UnifiedInbox Mris Wlid AbchContactId NotInBirthdayCalendar
      ShellContactType ImMri PresenceTrustLevel OtherMri ProfileLastChanged MobileImEnabled
      DisplayNamePrefix YomiGivenName YomiSurname PersonalNotes PersonId\
      """;

  private static final String LIST =
      """
      DisplayName FileAs ContactSource Members\
      """;

  private static final Map<String, Map<String, Integer>> ORDERS =
      Map.of(
          "Item", order(""),
          "Message", order(MESSAGE),
          "CalendarItem", order(EVENT),
          "Task", order(TASK),
          "Contact", order(CONTACT),
          "DistributionList", order(LIST));

  private SchemaOrder() {}

  private static Map<String, Integer> order(String own) {
    Map<String, Integer> order = new HashMap<>();
    List.of((ITEM + " " + own).strip().split("\\s+", -1))
        .forEach(name -> order.put(name, order.size()));
    return Map.copyOf(order);
  }

  /**
   * The same element with its children in the order of its type. What the type does not have goes
   * to the end, as an element of a type that is not known keeps its order.
   */
  public static XmlNode sorted(XmlNode item) {
    Map<String, Integer> order = ORDERS.getOrDefault(item.name().getLocalPart(), Map.of());
    XmlNode sorted = new XmlNode(item.name());
    item.attributes().forEach(sorted::attribute);
    sorted.text(item.text());
    item.children().stream()
        .sorted(
            Comparator.comparingInt(
                child -> order.getOrDefault(child.name().getLocalPart(), Integer.MAX_VALUE)))
        .forEach(sorted::add);
    return sorted;
  }
}
