package io.mailtrek.demo.dav;

import java.io.IOException;
import java.util.Optional;
import javax.xml.namespace.QName;

/** PROPPATCH (RFC 4918 §9.2) of collections; the properties that the server keeps can't be set. */
final class Proppatch implements DavHandler {
  private final DavTree tree;

  Proppatch(DavTree tree) {
    this.tree = tree;
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
    if (folder.collection().readOnly()) {
      return DavReply.refused(403, DavName.NEED_PRIVILEGES);
    }
    StringBuilder done = new StringBuilder();
    for (XmlBody step : body.get().children()) {
      boolean set = step.name().equals(DavName.dav("set"));
      for (XmlBody prop : step.children(DavName.PROP)) {
        for (XmlBody setting : prop.children()) {
          change(folder.collection(), setting, set);
          done.append(XmlText.element(setting.name(), ""));
        }
      }
    }
    Multistatus answer = new Multistatus();
    answer.addRaw(folder.path(), Multistatus.propstat(done.toString(), 200, "OK"));
    return answer.reply();
  }

  private static void change(DavCollection collection, XmlBody setting, boolean set) {
    QName name = setting.name();
    if (set) {
      collection.properties().put(name, setting.text());
    } else {
      collection.properties().remove(name);
    }
  }
}
