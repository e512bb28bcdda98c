package io.mailtrek.demo.dav;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Lets in who has logged in by Basic (RFC 7617), and tells all others where DAV begins (RFC 6764
 * §5).
 */
final class Authentication implements DavHandler {
  private final DavTree tree;
  private final DavHandler inner;

  Authentication(DavTree tree, DavHandler inner) {
    this.tree = tree;
    this.inner = inner;
  }

  @Override
  public DavReply handle(DavRequest request) throws IOException {
    if (request.path().names().contains(".well-known")) {
      return DavReply.of(301).with("Location", DavTree.ROOT.toString());
    }
    Optional<DavUser> user = request.header("authorization").flatMap(this::user);
    return user.isPresent()
        ? inner.handle(request.by(user.get()))
        : DavReply.of(401, "Log in").with("WWW-Authenticate", "Basic realm=\"DAV\"");
  }

  private Optional<DavUser> user(String header) {
    if (!header.startsWith("Basic ")) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring("Basic ".length()).strip());
      String[] both = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
      return tree.user(both[0]).filter(u -> both.length == 2 && u.password().equals(both[1]));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
