package io.mailtrek.demo.dav;

import javax.xml.namespace.QName;

/** The names of elements and properties. */
public final class DavName {
  /** WebDAV (RFC 4918). */
  public static final String DAV = "DAV:";

  /** CalDAV (RFC 4791). */
  public static final String CALDAV = "urn:ietf:params:xml:ns:caldav";

  /** CardDAV (RFC 6352). */
  public static final String CARDDAV = "urn:ietf:params:xml:ns:carddav";

  /** Extensions of Apple's Calendar Server. */
  public static final String CALENDARSERVER = "http://calendarserver.org/ns/";

  /** What Apple's calendar program keeps at the server. */
  public static final String APPLE = "http://apple.com/ns/ical/";

  static final QName ERROR = dav("error");
  static final QName HREF = dav("href");
  static final QName PROP = dav("prop");
  static final QName STATUS = dav("status");
  static final QName RESPONSE = dav("response");
  static final QName PROPSTAT = dav("propstat");
  static final QName RESOURCETYPE = dav("resourcetype");
  static final QName COLLECTION = dav("collection");
  static final QName DISPLAYNAME = dav("displayname");
  static final QName GETETAG = dav("getetag");
  static final QName SYNC_TOKEN = dav("sync-token");
  static final QName SYNC_COLLECTION = dav("sync-collection");
  static final QName VALID_SYNC_TOKEN = dav("valid-sync-token");
  static final QName NEED_PRIVILEGES = dav("need-privileges");
  static final QName CALENDAR = caldav("calendar");
  static final QName CALENDAR_DATA = caldav("calendar-data");
  static final QName COMPONENT_SET = caldav("supported-calendar-component-set");
  static final QName CALENDAR_MULTIGET = caldav("calendar-multiget");
  static final QName CALENDAR_QUERY = caldav("calendar-query");
  static final QName ADDRESSBOOK = carddav("addressbook");
  static final QName ADDRESS_DATA = carddav("address-data");
  static final QName ADDRESSBOOK_MULTIGET = carddav("addressbook-multiget");

  private DavName() {}

  /** A name of WebDAV. */
  public static QName dav(String name) {
    return new QName(DAV, name);
  }

  /** A name of CalDAV. */
  public static QName caldav(String name) {
    return new QName(CALDAV, name);
  }

  /** A name of CardDAV. */
  public static QName carddav(String name) {
    return new QName(CARDDAV, name);
  }

  /** A name of Apple's Calendar Server. */
  public static QName calendarServer(String name) {
    return new QName(CALENDARSERVER, name);
  }

  /** A name of Apple's calendar program. */
  public static QName apple(String name) {
    return new QName(APPLE, name);
  }
}
