package io.mailtrek.server.dav;

import io.mailtrek.demo.dav.DavCollection;
import io.mailtrek.demo.dav.DavName;
import io.mailtrek.demo.dav.DavPath;
import io.mailtrek.demo.dav.DavReply;
import io.mailtrek.demo.dav.DavResource;
import io.mailtrek.demo.dav.DavTree;
import io.mailtrek.demo.dav.ItemText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** The faults and the habits of other servers that tests choose from. */
public final class DavFaults {
  private DavFaults() {}

  /** Something done before the server gets the request. */
  @FunctionalInterface
  public interface Deed {
    /** Does it. */
    void run() throws Exception;
  }

  /** Answers in place of the server, which does not get the request. */
  public static DavFault answer(int status, String text) {
    return (request, server) -> DavReply.of(status, text);
  }

  /** Answers in place of the server, which does not get the request. */
  public static DavFault answer(DavReply reply) {
    return (request, server) -> reply;
  }

  /** Asks to come again later (RFC 9110 §10.2.3). */
  public static DavFault comeAgain(int status, String retryAfter) {
    return (request, server) -> DavReply.of(status, "Too busy").with("Retry-After", retryAfter);
  }

  /** Refuses the login in the middle of the work. */
  public static DavFault unauthorized() {
    return (request, server) ->
        DavReply.of(401, "Log in again").with("WWW-Authenticate", "Basic realm=\"DAV\"");
  }

  /** Closes the connection in place of giving the server the request. */
  public static DavFault drop() {
    return (request, server) -> {
      throw new IOException("Dropped by the test");
    };
  }

  /** Lets the server do what is asked, and closes the connection in place of the answer. */
  public static DavFault loseReply() {
    return (request, server) -> {
      server.handle(request);
      throw new IOException("The answer is lost by the test");
    };
  }

  /** Lets the server do what is asked, and answers when a test lets it. */
  public static DavFault hold(CountDownLatch until) {
    return (request, server) -> {
      DavReply reply = server.handle(request);
      try {
        until.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("The server ends", e);
      }
      return reply;
    };
  }

  /** Does something before the server gets the request, which then takes its course. */
  public static DavFault first(Deed deed) {
    return (request, server) -> {
      try {
        deed.run();
      } catch (Exception e) {
        throw new IOException("The deed of a test failed", e);
      }
      return server.handle(request);
    };
  }

  /** Changes the text of the answer. */
  public static DavFault rewrite(UnaryOperator<String> change) {
    return (request, server) -> {
      DavReply reply = server.handle(request);
      byte[] body = change.apply(reply.text()).getBytes(StandardCharsets.UTF_8);
      return new DavReply(reply.status(), reply.headers(), body);
    };
  }

  /** Says at the end of a list that it is not all of it (RFC 6578 §3.6). */
  public static DavFault cutOff() {
    return (request, server) -> {
      DavReply reply = server.handle(request);
      String text = reply.text();
      int end = text.lastIndexOf("</");
      String cut =
          text.substring(0, end)
              + "<x:response xmlns:x=\"DAV:\"><x:href>"
              + request.path()
              + "</x:href><x:status>HTTP/1.1 507 Insufficient Storage</x:status></x:response>"
              + text.substring(end);
      return new DavReply(reply.status(), reply.headers(), cut.getBytes(StandardCharsets.UTF_8));
    };
  }

  /** Sends elsewhere: a whole URL or a path. */
  public static DavFault redirect(int status, String location) {
    return (request, server) -> DavReply.of(status).with("Location", location);
  }

  /** Says nothing of the version of what was stored, or is got. */
  public static DavFault noEtag() {
    return (request, server) -> server.handle(request).without("ETag");
  }

  /** Wraps the refusal of a PUT into a 207. */
  public static DavFault refuseWithin207(int status, String reason) {
    return (request, server) ->
        DavReply.xml(
            207,
            "<?xml version=\"1.0\"?><d:multistatus xmlns:d=\"DAV:\"><d:response><d:href>"
                + request.path()
                + "</d:href><d:status>HTTP/1.1 "
                + status
                + " "
                + reason
                + "</d:status></d:response></d:multistatus>");
  }

  /** Refuses a UID that is anywhere in the home, and tells where (RFC 4791 §5.3.2.1). */
  public static DavFault uniqueUidsInHome(DavTree tree) {
    return (request, server) -> {
      String uid = new ItemText(request.body()).uid();
      Optional<DavPath> other;
      synchronized (tree) {
        other = elsewhere(tree, request.path(), uid);
      }
      return other.isEmpty()
          ? server.handle(request)
          : DavReply.refused(
              403, DavName.caldav("no-uid-conflict"), "<D:href>" + other.get() + "</D:href>");
    };
  }

  private static Optional<DavPath> elsewhere(DavTree tree, DavPath path, String uid) {
    for (DavCollection collection : tree.collections(path.names().get(2))) {
      for (DavResource resource : collection.resources()) {
        DavPath there = collection.path().child(resource.name(), false);
        if (!there.equals(path) && resource.uid().equals(uid)) {
          return Optional.of(there);
        }
      }
    }
    return Optional.empty();
  }

  /** Makes no calendar for several kinds of components. */
  public static DavFault oneComponentACalendar() {
    return (request, server) ->
        request.text().split("comp name=|:comp ", -1).length > 2
            ? DavReply.refused(403, DavName.caldav("supported-calendar-component"))
            : server.handle(request);
  }

  /** Knows no sync token that it has given before. */
  public static DavFault tokensExpire() {
    return (request, server) ->
        request.text().contains("/sync/")
            ? DavReply.refused(403, DavName.dav("valid-sync-token"))
            : server.handle(request);
  }

  /** Does not know sync-collection, and says so in the properties of collections. */
  public static DavFault noSyncCollection() {
    return (request, server) -> {
      if (request.text().contains("sync-collection")) {
        return DavReply.refused(403, DavName.dav("supported-report"));
      }
      return rewrite(
              text ->
                  text.replaceAll("<D:sync-token>[^<]*</D:sync-token>", "")
                      .replace(
                          "<D:supported-report><D:report><D:sync-collection/></D:report></D:supported-report>",
                          ""))
          .apply(request, server);
    };
  }

  /** Fails over data that holds a text, whether it comes or would go. */
  public static DavFault stumbleOver(String text) {
    return (request, server) -> {
      if (request.text().contains(text)) {
        return DavReply.of(500, "Internal error");
      }
      DavReply reply = server.handle(request);
      return reply.text().contains(text) ? DavReply.of(500, "Internal error") : reply;
    };
  }
}
