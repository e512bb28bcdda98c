package io.mailtrek.demo.dav;

import java.util.Map;
import java.util.Optional;

/** GET of an item or an attachment. */
final class Get implements DavHandler {
  private final DavTree tree;

  Get(DavTree tree) {
    this.tree = tree;
  }

  @Override
  public DavReply handle(DavRequest request) {
    Optional<byte[]> attachment = tree.attachment(request.path());
    if (attachment.isPresent()) {
      return new DavReply(
          200, Map.of("Content-Type", "application/octet-stream"), attachment.get());
    }
    if (tree.find(request.path()).orElse(null) instanceof DavNode.Member member) {
      String type = member.collection().addressBook() ? "text/vcard" : "text/calendar";
      return new DavReply(
          200,
          Map.of("Content-Type", type + "; charset=utf-8", "ETag", member.resource().etag()),
          member.resource().content());
    }
    return DavReply.of(404, "Not found");
  }
}
