package io.mailtrek.store.dav;

import io.mailtrek.store.xml.XmlWriting;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.namespace.QName;

/** The names of WebDAV and what builds on it. */
final class Dav {
  static final String DAV = "DAV:";
  static final String CALDAV = "urn:ietf:params:xml:ns:caldav";
  static final String CARDDAV = "urn:ietf:params:xml:ns:carddav";
  static final String CALENDAR_SERVER = "http://calendarserver.org/ns/";
  static final String APPLE = "http://apple.com/ns/ical/";
  static final String INFCLOUD = "http://inf-it.com/ns/ab/";

  // RFC 4918
  static final QName RESOURCETYPE = new QName(DAV, "resourcetype");
  static final QName COLLECTION = new QName(DAV, "collection");
  static final QName DISPLAYNAME = new QName(DAV, "displayname");
  static final QName GETETAG = new QName(DAV, "getetag");
  static final QName GETCONTENTTYPE = new QName(DAV, "getcontenttype");
  static final QName GETCONTENTLENGTH = new QName(DAV, "getcontentlength");
  static final QName HREF = new QName(DAV, "href");
  // RFC 3744, RFC 5397
  static final QName OWNER = new QName(DAV, "owner");
  static final QName CURRENT_USER_PRIVILEGE_SET = new QName(DAV, "current-user-privilege-set");
  static final QName CURRENT_USER_PRINCIPAL = new QName(DAV, "current-user-principal");
  // RFC 4331
  static final QName QUOTA_AVAILABLE = new QName(DAV, "quota-available-bytes");
  static final QName QUOTA_USED = new QName(DAV, "quota-used-bytes");
  // RFC 6578, RFC 3253
  static final QName SYNC_TOKEN = new QName(DAV, "sync-token");
  static final QName SUPPORTED_REPORT_SET = new QName(DAV, "supported-report-set");
  static final QName SYNC_COLLECTION = new QName(DAV, "sync-collection");
  static final QName CTAG = new QName(CALENDAR_SERVER, "getctag");
  // RFC 4791
  static final QName CALENDAR = new QName(CALDAV, "calendar");
  static final QName CALENDAR_HOME_SET = new QName(CALDAV, "calendar-home-set");
  static final QName CALENDAR_DESCRIPTION = new QName(CALDAV, "calendar-description");
  static final QName CALENDAR_TIMEZONE = new QName(CALDAV, "calendar-timezone");
  static final QName COMPONENT_SET = new QName(CALDAV, "supported-calendar-component-set");
  static final QName COMP = new QName(CALDAV, "comp");
  static final QName CALENDAR_DATA = new QName(CALDAV, "calendar-data");
  static final QName CALENDAR_COLOR = new QName(APPLE, "calendar-color");
  static final QName CALENDAR_ORDER = new QName(APPLE, "calendar-order");
  // RFC 6352
  static final QName ADDRESSBOOK = new QName(CARDDAV, "addressbook");
  static final QName ADDRESSBOOK_HOME_SET = new QName(CARDDAV, "addressbook-home-set");
  static final QName ADDRESSBOOK_DESCRIPTION = new QName(CARDDAV, "addressbook-description");
  static final QName ADDRESS_DATA = new QName(CARDDAV, "address-data");
  static final QName ADDRESSBOOK_COLOR = new QName(INFCLOUD, "addressbook-color");
  // RFC 6638 and others that no items are in, or only copies
  static final QName SCHEDULE_INBOX = new QName(CALDAV, "schedule-inbox");
  static final QName SCHEDULE_OUTBOX = new QName(CALDAV, "schedule-outbox");
  static final QName SUBSCRIBED = new QName(CALENDAR_SERVER, "subscribed");
  static final QName SHARED = new QName(CALENDAR_SERVER, "shared");

  private static final Map<String, String> PREFIXES = prefixes();

  private Dav() {}

  private static Map<String, String> prefixes() {
    Map<String, String> prefixes = new LinkedHashMap<>();
    prefixes.put(DAV, "D");
    prefixes.put(CALDAV, "C");
    prefixes.put(CARDDAV, "A");
    prefixes.put(CALENDAR_SERVER, "S");
    prefixes.put(APPLE, "I");
    prefixes.put(INFCLOUD, "F");
    return prefixes;
  }

  /** The body of a request, to be written. */
  static XmlWriting body() {
    return new XmlWriting(PREFIXES);
  }
}
