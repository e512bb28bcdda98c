package io.mailtrek.demo.dav;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;

/** MKCALENDAR (RFC 4791 §5.3.1) and the extended MKCOL (RFC 5689). */
final class MakeCollection implements DavHandler {
  private static final Set<String> ALL = Set.of("VEVENT", "VTODO", "VJOURNAL");
  private static final QName SET = DavName.dav("set");

  private final DavTree tree;

  MakeCollection(DavTree tree) {
    this.tree = tree;
  }

  @Override
  public DavReply handle(DavRequest request) throws IOException {
    List<String> names = request.path().names();
    DavPath home = new DavPath(names.subList(0, Math.max(0, names.size() - 1)), true);
    if (!(tree.find(home).orElse(null) instanceof DavNode.Home parent)) {
      return DavReply.of(409, "The collection above does not exist");
    }
    if (tree.find(request.path()).isPresent()) {
      return DavReply.refused(405, DavName.dav("resource-must-be-null"));
    }
    Optional<XmlBody> body = XmlBody.parse(request.body());
    if (body.isEmpty() && request.body().length > 0) {
      return DavReply.of(400, "The body is no XML");
    }
    List<XmlBody> settings =
        body.flatMap(b -> b.child(SET))
            .flatMap(set -> set.child(DavName.PROP))
            .map(XmlBody::children)
            .orElse(List.of());
    Set<QName> types = types(request.method(), settings);
    if (!types.equals(Set.of(parent.calendars() ? DavName.CALENDAR : DavName.ADDRESSBOOK))) {
      return DavReply.refused(403, DavName.dav("valid-resourcetype"));
    }
    DavCollection made =
        new DavCollection(
            new DavPath(names, true), types, parent.calendars() ? components(settings) : Set.of());
    for (XmlBody setting : settings) {
      if (!Set.of(DavName.RESOURCETYPE, DavName.COMPONENT_SET).contains(setting.name())) {
        made.properties().put(setting.name(), setting.text());
      }
    }
    tree.add(made);
    return DavReply.of(201);
  }

  private static Set<QName> types(String method, List<XmlBody> settings) {
    if (method.equals("MKCALENDAR")) {
      return Set.of(DavName.CALENDAR);
    }
    Set<QName> types = new LinkedHashSet<>();
    settings.stream()
        .filter(setting -> setting.name().equals(DavName.RESOURCETYPE))
        .flatMap(setting -> setting.children().stream())
        .map(XmlBody::name)
        .filter(name -> !name.equals(DavName.COLLECTION))
        .forEach(types::add);
    return types;
  }

  private static Set<String> components(List<XmlBody> settings) {
    Set<String> names = new LinkedHashSet<>();
    settings.stream()
        .filter(setting -> setting.name().equals(DavName.COMPONENT_SET))
        .flatMap(setting -> setting.children().stream())
        .map(comp -> comp.attribute("name"))
        .forEach(names::add);
    return names.isEmpty() ? ALL : names;
  }
}
