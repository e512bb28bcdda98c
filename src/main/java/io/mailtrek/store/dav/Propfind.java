package io.mailtrek.store.dav;

import io.mailtrek.store.PermanentException;
import io.mailtrek.store.Problem;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.xml.XmlWriting;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;

/** PROPFIND (RFC 4918 §9.1): what a resource is, or those in a collection. */
final class Propfind {
  private static final QName PROPFIND = new QName(Dav.DAV, "propfind");
  private static final QName PROP = new QName(Dav.DAV, "prop");

  private final DavClient client;

  Propfind(DavClient client) {
    this.client = client;
  }

  /** The same without reading the answer. */
  DavResponse ask(URI uri, int depth, List<QName> properties) throws StoreException {
    XmlWriting xml = Dav.body().open(PROPFIND).open(PROP);
    properties.forEach(xml::empty);
    byte[] body = xml.close(PROP).close(PROPFIND).bytes();
    return client.send(
        DavRequest.xml("PROPFIND", uri, body).with("Depth", Integer.toString(depth)));
  }

  /** One resource; empty when it is not there, or no DAV resource. */
  Optional<Multistatus.Response> one(URI uri, List<QName> properties) throws StoreException {
    DavResponse answer = ask(uri, 0, properties);
    if (answer.status() != 207) {
      return Optional.empty();
    }
    try {
      return answer.multistatus().responses().stream().filter(r -> !r.gone()).findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A collection and the resources in it. */
  Multistatus all(URI uri, List<QName> properties, String what) throws StoreException {
    DavResponse answer = ask(uri, 1, properties);
    if (answer.status() != 207) {
      throw DavErrors.of(client, answer, what);
    }
    Multistatus all = Answers.multistatus(client, answer, what);
    if (all.responses().stream().anyMatch(Propfind::isCutOff)) {
      throw new PermanentException(
          Problem.UNREADABLE,
          what
              + " at "
              + client.uri().server()
              + " was answered in part only, because the server limits how much it lists. Raise that"
              + " limit");
    }
    Href asked = Href.ofRaw(answer.request().uri().getRawPath());
    if (all.responses().stream()
        .anyMatch(one -> one.href().same(asked) && one.status().orElse(207) >= 400)) {
      // Nothing is told of what is in it, which is not that nothing is.
      throw DavErrors.of(client, answer, what);
    }
    return all;
  }

  /** What RFC 6578 §3.6 has for its report, some servers do for all. */
  private static boolean isCutOff(Multistatus.Response response) {
    return response.status().orElse(0) == DavErrors.INSUFFICIENT;
  }
}
