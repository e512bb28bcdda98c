package io.mailtrek.store.dav;

import io.mailtrek.store.StoreException;
import io.mailtrek.store.xml.XmlWriting;
import java.net.URI;
import javax.xml.namespace.QName;

/**
 * Makes collections: MKCALENDAR (RFC 4791 §5.3.1), where a server does not have that and for
 * address books the extended MKCOL (RFC 5689).
 */
final class MkCalendar {
  private static final QName MKCALENDAR = new QName(Dav.CALDAV, "mkcalendar");
  private static final QName MKCOL = new QName(Dav.DAV, "mkcol");
  private static final QName SET = new QName(Dav.DAV, "set");
  private static final QName PROP = new QName(Dav.DAV, "prop");

  private MkCalendar() {}

  /** Asks for one. */
  static DavResponse send(DavClient client, URI uri, NewCollection wanted) throws StoreException {
    if (wanted.addressBook()) {
      return mkcol(client, uri, wanted);
    }
    DavResponse answer = client.send(DavRequest.xml("MKCALENDAR", uri, body(MKCALENDAR, wanted)));
    return answer.status() == 501 || answer.status() == 405 ? mkcol(client, uri, wanted) : answer;
  }

  private static DavResponse mkcol(DavClient client, URI uri, NewCollection wanted)
      throws StoreException {
    return client.send(DavRequest.xml("MKCOL", uri, body(MKCOL, wanted)));
  }

  private static byte[] body(QName root, NewCollection wanted) {
    XmlWriting xml = Dav.body().open(root).open(SET).open(PROP);
    if (root.equals(MKCOL)) {
      xml.open(Dav.RESOURCETYPE)
          .empty(Dav.COLLECTION)
          .empty(wanted.addressBook() ? Dav.ADDRESSBOOK : Dav.CALENDAR)
          .close(Dav.RESOURCETYPE);
    }
    xml.text(Dav.DISPLAYNAME, wanted.name());
    if (!wanted.components().isEmpty()) {
      xml.open(Dav.COMPONENT_SET);
      wanted.components().forEach(component -> xml.named(Dav.COMP, component));
      xml.close(Dav.COMPONENT_SET);
    }
    if (!wanted.plain()) {
      details(xml, wanted);
    }
    return xml.close(PROP).close(SET).close(root).bytes();
  }

  private static void details(XmlWriting xml, NewCollection wanted) {
    if (wanted.addressBook()) {
      wanted.properties().description().ifPresent(d -> xml.text(Dav.ADDRESSBOOK_DESCRIPTION, d));
      wanted.properties().color().ifPresent(color -> xml.text(Dav.ADDRESSBOOK_COLOR, color));
    } else {
      wanted.properties().description().ifPresent(d -> xml.text(Dav.CALENDAR_DESCRIPTION, d));
      wanted.properties().color().ifPresent(color -> xml.text(Dav.CALENDAR_COLOR, color));
      wanted.properties().order().ifPresent(order -> xml.text(Dav.CALENDAR_ORDER, order));
      wanted.properties().timeZone().ifPresent(zone -> xml.text(Dav.CALENDAR_TIMEZONE, zone));
    }
  }
}
