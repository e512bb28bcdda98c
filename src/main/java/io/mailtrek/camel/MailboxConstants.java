package io.mailtrek.camel;

import org.apache.camel.spi.Metadata;

/** Headers and properties of the exchange that carries an item through a route. */
public final class MailboxConstants {

  @Metadata(label = "consumer", description = "The number of the pass.", javaType = "long")
  public static final String PASS = "MailTrekPass";

  @Metadata(
      label = "consumer",
      description = "The type of the pass: trial, pre-stage, full or retry.",
      javaType = "String")
  public static final String PASS_TYPE = "MailTrekPassType";

  @Metadata(
      label = "consumer",
      description = "The source address of the mailbox.",
      javaType = "String")
  public static final String MAILBOX = "MailTrekMailbox";

  @Metadata(
      label = "consumer",
      description = "The path of the folder at the source, its names joined by a slash.",
      javaType = "String")
  public static final String FOLDER = "MailTrekFolder";

  @Metadata(
      label = "consumer",
      description = "The type of the item: mail, calendar, contact, journal, note or task.",
      javaType = "String")
  public static final String ITEM_TYPE = "MailTrekItemType";

  @Metadata(
      label = "consumer",
      description =
          "The key of the item in the whole project: mailbox, folder, validity and the id at the source.",
      javaType = "String")
  public static final String ITEM_KEY = "MailTrekItemKey";

  @Metadata(
      label = "consumer",
      description =
          "The create date of the item (INTERNALDATE, or the Date header by setting). Not there when the item has none.",
      javaType = "java.time.Instant")
  public static final String DATE = "MailTrekDate";

  @Metadata(
      label = "consumer",
      description = "The size of the item in bytes, as the source tells it.",
      javaType = "long")
  public static final String SIZE = "MailTrekSize";

  @Metadata(
      label = "consumer",
      description = "The cut-off of the pass. Not there when the pass has none.",
      javaType = "java.time.Instant")
  public static final String CUT_OFF = "MailTrekCutOff";

  /** In routes of notifications: what happened, {@code pass-ended} for example. */
  public static final String EVENT = "MailTrekEvent";

  /** Exchange property: the {@link Transfer} that the exchange carries, whatever its body. */
  public static final String TRANSFER = "MailTrekTransfer";

  /** Exchange property: the {@link io.mailtrek.store.Delivered} that the destination answered. */
  static final String DELIVERED = "MailTrekDelivered";

  /** Exchange property: the exception that the destination answered instead. */
  static final String UNDELIVERED = "MailTrekUndelivered";

  /** Exchange property: how long the next try of a delivery is to wait, a Duration. */
  static final String WAIT = "MailTrekWait";

  private MailboxConstants() {}
}
