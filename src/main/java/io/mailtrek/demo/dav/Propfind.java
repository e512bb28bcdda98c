package io.mailtrek.demo.dav;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;

/** PROPFIND (RFC 4918 §9.1) for the resource itself, or also for what is directly in it. */
final class Propfind implements DavHandler {
  private final DavTree tree;
  private final Properties properties;

  Propfind(DavTree tree) {
    this.tree = tree;
    this.properties = new Properties(tree);
  }

  @Override
  public DavReply handle(DavRequest request) throws IOException {
    Optional<DavNode> node = tree.find(request.path());
    if (node.isEmpty()) {
      return DavReply.of(404, "Not found");
    }
    String depth = request.header("depth").orElse("infinity");
    if (depth.equalsIgnoreCase("infinity")) {
      return DavReply.refused(403, DavName.dav("propfind-finite-depth"));
    }
    Optional<XmlBody> body = XmlBody.parse(request.body());
    if (body.isEmpty() && request.body().length > 0) {
      return DavReply.of(400, "The body is no XML");
    }
    List<QName> wanted = body.map(Propfind::wanted).orElse(List.of());
    DavUser user = request.user().orElseThrow();
    Multistatus answer = new Multistatus();
    answer.add(node.get().path(), properties.of(node.get(), user), wanted);
    if (depth.equals("1")) {
      for (DavNode child : children(node.get())) {
        answer.add(child.path(), properties.of(child, user), wanted);
      }
    }
    return answer.reply();
  }

  /** The names that a request asks for; empty when it asks for all. */
  static List<QName> wanted(XmlBody body) {
    return body.child(DavName.PROP)
        .map(prop -> prop.children().stream().map(XmlBody::name).toList())
        .orElse(List.of());
  }

  private List<DavNode> children(DavNode node) {
    List<DavNode> children = new ArrayList<>();
    if (node instanceof DavNode.Home home) {
      for (DavCollection collection : tree.children(home.path())) {
        children.add(new DavNode.Folder(collection.path(), collection));
      }
    } else if (node instanceof DavNode.Folder folder) {
      for (DavResource resource : folder.collection().resources()) {
        children.add(
            new DavNode.Member(
                folder.path().child(resource.name(), false), folder.collection(), resource));
      }
    }
    return children;
  }
}
