package io.mailtrek.demo.dav;

/** DELETE of an item or a collection, as a user's program does. */
final class Delete implements DavHandler {
  private final DavTree tree;

  Delete(DavTree tree) {
    this.tree = tree;
  }

  @Override
  public DavReply handle(DavRequest request) {
    DavNode node = tree.find(request.path()).orElse(null);
    if (node instanceof DavNode.Member member && !member.collection().readOnly()) {
      member.collection().remove(member.resource().name());
      return DavReply.of(204);
    }
    if (node instanceof DavNode.Folder folder && !folder.collection().readOnly()) {
      tree.remove(folder.collection());
      return DavReply.of(204);
    }
    return node == null
        ? DavReply.of(404, "Not found")
        : DavReply.refused(403, DavName.NEED_PRIVILEGES);
  }
}
