package io.mailtrek.demo.dav;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * REPORT (RFC 3253 §3.6): calendar-query and calendar-multiget (RFC 4791 §7), addressbook-multiget
 * (RFC 6352 §8.7) and sync-collection (RFC 6578).
 */
final class Report implements DavHandler {
  private static final QName FILTER = DavName.caldav("filter");
  private static final QName COMP_FILTER = DavName.caldav("comp-filter");

  private final DavTree tree;
  private final Properties properties;

  Report(DavTree tree) {
    this.tree = tree;
    this.properties = new Properties(tree);
  }

  @Override
  public DavReply handle(DavRequest request) throws IOException {
    Optional<XmlBody> body = XmlBody.parse(request.body());
    if (body.isEmpty()) {
      return DavReply.of(400, "The body is no XML");
    }
    if (!(tree.find(request.path()).orElse(null) instanceof DavNode.Folder folder)) {
      return DavReply.of(404, "Not found");
    }
    DavUser user = request.user().orElseThrow();
    QName name = body.get().name();
    if (name.equals(DavName.CALENDAR_MULTIGET) || name.equals(DavName.ADDRESSBOOK_MULTIGET)) {
      return multiget(body.get(), user);
    }
    if (name.equals(DavName.CALENDAR_QUERY)) {
      return query(folder.collection(), body.get(), user);
    }
    if (name.equals(DavName.SYNC_COLLECTION)) {
      return changes(folder.collection(), body.get(), user);
    }
    return DavReply.refused(403, DavName.dav("supported-report"));
  }

  private DavReply multiget(XmlBody body, DavUser user) {
    Multistatus answer = new Multistatus();
    for (XmlBody href : body.children(DavName.HREF)) {
      DavPath path = DavPath.parse(href.text());
      if (tree.find(path).orElse(null) instanceof DavNode.Member member) {
        add(answer, member, Propfind.wanted(body), user);
      } else {
        answer.add(path, 404, "Not Found");
      }
    }
    return answer.reply();
  }

  private DavReply query(DavCollection collection, XmlBody body, DavUser user) {
    List<String> kinds = new ArrayList<>();
    for (XmlBody calendar : body.child(FILTER).map(XmlBody::children).orElse(List.of())) {
      for (XmlBody inner : calendar.children()) {
        if (!inner.name().equals(COMP_FILTER) || !inner.children().isEmpty()) {
          // Times and texts are left to the clients.
          return DavReply.refused(403, DavName.caldav("supported-filter"));
        }
        kinds.add(inner.attribute("name"));
      }
    }
    Multistatus answer = new Multistatus();
    for (DavResource resource : collection.resources()) {
      if (new ItemText(resource.content()).components().containsAll(kinds)) {
        add(answer, member(collection, resource), Propfind.wanted(body), user);
      }
    }
    return answer.reply();
  }

  private DavReply changes(DavCollection collection, XmlBody body, DavUser user) {
    String token = body.child(DavName.SYNC_TOKEN).map(XmlBody::text).orElse("");
    long since = 0;
    if (!token.isEmpty()) {
      String begin = token.substring(0, token.lastIndexOf('/') + 1);
      String number = token.substring(begin.length());
      if (!Properties.token(collection).startsWith(begin) || !number.matches("\\d{1,18}")) {
        return DavReply.refused(403, DavName.VALID_SYNC_TOKEN);
      }
      since = Long.parseLong(number);
    }
    Multistatus answer = new Multistatus();
    for (DavResource resource : collection.resources()) {
      if (resource.revision() > since) {
        add(answer, member(collection, resource), Propfind.wanted(body), user);
      }
    }
    if (since > 0) {
      for (String removed : collection.removedSince(since)) {
        answer.add(collection.path().child(removed, false), 404, "Not Found");
      }
    }
    return answer.reply(Properties.token(collection));
  }

  private static DavNode.Member member(DavCollection collection, DavResource resource) {
    return new DavNode.Member(
        collection.path().child(resource.name(), false), collection, resource);
  }

  private void add(Multistatus answer, DavNode.Member member, List<QName> wanted, DavUser user) {
    Map<QName, String> all = new LinkedHashMap<>(properties.of(member, user));
    QName data = member.collection().addressBook() ? DavName.ADDRESS_DATA : DavName.CALENDAR_DATA;
    if (wanted.contains(data)) {
      all.put(data, XmlText.escape(member.resource().text()));
    }
    answer.add(member.path(), all, wanted);
  }
}
