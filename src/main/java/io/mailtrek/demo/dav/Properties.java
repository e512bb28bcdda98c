package io.mailtrek.demo.dav;

import static io.mailtrek.demo.dav.DavName.caldav;
import static io.mailtrek.demo.dav.DavName.calendarServer;
import static io.mailtrek.demo.dav.DavName.carddav;
import static io.mailtrek.demo.dav.DavName.dav;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;

/** The properties of what is in a tree, as XML. */
final class Properties {
  /** What no user of this server reaches. */
  static final long QUOTA = 1_000_000_000;

  private static final QName OWNER = dav("owner");

  private final DavTree tree;

  Properties(DavTree tree) {
    this.tree = tree;
  }

  /** All properties of a resource, but for its content. */
  Map<QName, String> of(DavNode node, DavUser user) {
    Map<QName, String> all = new LinkedHashMap<>();
    all.put(dav("current-user-principal"), XmlText.href(DavTree.principal(user.name())));
    if (node instanceof DavNode.Principal principal) {
      principal(principal.owner(), all);
    } else if (node instanceof DavNode.Home home) {
      home(home, all);
    } else if (node instanceof DavNode.Folder folder) {
      folder(folder.collection(), all);
    } else if (node instanceof DavNode.Member member) {
      member(member, all);
    } else {
      all.put(DavName.RESOURCETYPE, XmlText.element(DavName.COLLECTION, ""));
    }
    return all;
  }

  /** The state of a collection as sync-collection tells it. */
  static String token(DavCollection collection) {
    return "http://mailtrek.invalid/sync/" + collection.name() + "/" + collection.revision();
  }

  private static void principal(DavUser owner, Map<QName, String> all) {
    String self = XmlText.href(DavTree.principal(owner.name()));
    all.put(
        DavName.RESOURCETYPE,
        XmlText.element(DavName.COLLECTION, "") + XmlText.element(dav("principal"), ""));
    all.put(DavName.DISPLAYNAME, XmlText.escape(owner.name()));
    all.put(dav("principal-URL"), self);
    all.put(caldav("calendar-home-set"), XmlText.href(DavTree.calendarHome(owner.name())));
    all.put(carddav("addressbook-home-set"), XmlText.href(DavTree.addressBookHome(owner.name())));
    all.put(
        caldav("calendar-user-address-set"),
        XmlText.element(DavName.HREF, XmlText.escape("mailto:" + owner.name())) + self);
  }

  private void home(DavNode.Home home, Map<QName, String> all) {
    all.put(DavName.RESOURCETYPE, XmlText.element(DavName.COLLECTION, ""));
    all.put(OWNER, XmlText.href(DavTree.principal(home.owner().name())));
    all.put(dav("current-user-privilege-set"), privileges("read", "bind", "unbind"));
    long used =
        tree.children(home.path()).stream()
            .flatMap(collection -> collection.resources().stream())
            .mapToLong(resource -> resource.content().length)
            .sum();
    all.put(dav("quota-used-bytes"), Long.toString(used));
    all.put(dav("quota-available-bytes"), Long.toString(QUOTA - used));
  }

  private static void folder(DavCollection collection, Map<QName, String> all) {
    collection.properties().forEach((name, text) -> all.put(name, XmlText.escape(text)));
    all.put(
        DavName.RESOURCETYPE,
        XmlText.element(DavName.COLLECTION, "")
            + collection.types().stream()
                .map(type -> XmlText.element(type, ""))
                .collect(Collectors.joining()));
    all.put(OWNER, XmlText.href(DavTree.principal(collection.path().names().get(2))));
    all.put(
        dav("current-user-privilege-set"),
        collection.readOnly()
            ? privileges("read")
            : privileges("read", "write-properties", "write-content", "bind", "unbind"));
    if (collection.addressBook()) {
      all.put(
          carddav("supported-address-data"),
          "<CR:address-data-type content-type=\"text/vcard\" version=\"3.0\"/>"
              + "<CR:address-data-type content-type=\"text/vcard\" version=\"4.0\"/>");
      all.put(dav("supported-report-set"), reports(DavName.ADDRESSBOOK_MULTIGET));
    } else if (collection.types().contains(DavName.CALENDAR)) {
      all.put(
          DavName.COMPONENT_SET,
          collection.components().stream()
              .map(name -> "<C:comp name=\"" + XmlText.escape(name) + "\"/>")
              .collect(Collectors.joining()));
      all.put(
          dav("supported-report-set"), reports(DavName.CALENDAR_MULTIGET, DavName.CALENDAR_QUERY));
    }
    all.put(calendarServer("getctag"), XmlText.escape(token(collection)));
    all.put(DavName.SYNC_TOKEN, XmlText.escape(token(collection)));
  }

  private static void member(DavNode.Member member, Map<QName, String> all) {
    all.put(DavName.RESOURCETYPE, "");
    all.put(DavName.GETETAG, XmlText.escape(member.resource().etag()));
    all.put(
        dav("getcontenttype"),
        member.collection().addressBook()
            ? "text/vcard; charset=utf-8"
            : "text/calendar; charset=utf-8");
    all.put(dav("getcontentlength"), Integer.toString(member.resource().content().length));
  }

  private static String privileges(String... names) {
    StringBuilder all = new StringBuilder();
    for (String name : names) {
      all.append(XmlText.element(dav("privilege"), XmlText.element(dav(name), "")));
    }
    return all.toString();
  }

  private static String reports(QName... names) {
    StringBuilder all = new StringBuilder(report(DavName.SYNC_COLLECTION));
    for (QName name : names) {
      all.append(report(name));
    }
    return all.toString();
  }

  private static String report(QName name) {
    return XmlText.element(
        dav("supported-report"), XmlText.element(dav("report"), XmlText.element(name, "")));
  }
}
