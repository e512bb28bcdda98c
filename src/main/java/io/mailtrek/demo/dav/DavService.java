package io.mailtrek.demo.dav;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sends each request of somebody who has logged in to what answers its method. */
final class DavService implements DavHandler {
  private static final String CAPABILITIES =
      "1, 3, access-control, extended-mkcol, calendar-access, calendar-auto-schedule, addressbook";

  private final DavTree tree;
  private final Map<String, DavHandler> methods;

  DavService(DavTree tree) {
    this.tree = tree;
    Get get = new Get(tree);
    MakeCollection make = new MakeCollection(tree);
    methods =
        Map.of(
            "PROPFIND", new Propfind(tree),
            "PROPPATCH", new Proppatch(tree),
            "REPORT", new Report(tree),
            "MKCALENDAR", make,
            "MKCOL", make,
            "PUT", new Put(tree),
            "GET", get,
            "HEAD", get,
            "DELETE", new Delete(tree));
  }

  @Override
  public DavReply handle(DavRequest request) throws IOException {
    if (request.method().equals("OPTIONS")) {
      return DavReply.of(200)
          .with("DAV", CAPABILITIES)
          .with("Allow", "OPTIONS, " + String.join(", ", methods.keySet()));
    }
    DavHandler method = methods.get(request.method());
    if (method == null) {
      return DavReply.of(405, "Not allowed");
    }
    List<String> names = request.path().names();
    if (names.size() >= 3
        && Set.of("calendars", "addressbooks", "attachments").contains(names.get(1))
        && !names.get(2).equals(request.user().orElseThrow().name())) {
      return DavReply.refused(403, DavName.NEED_PRIVILEGES);
    }
    synchronized (tree) {
      return method.handle(request);
    }
  }
}
