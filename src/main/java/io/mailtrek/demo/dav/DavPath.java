package io.mailtrek.demo.dav;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The path of a URL without its encoding.
 *
 * @param names the decoded segments
 * @param slash whether a slash ends it, as it does that of a collection
 */
public record DavPath(List<String> names, boolean slash) {

  /** Makes the list immutable. */
  public DavPath {
    names = List.copyOf(names);
  }

  /** The path of a collection. */
  public static DavPath folder(String... names) {
    return new DavPath(List.of(names), true);
  }

  /** Reads the path of a URL, or a whole URL, whose host is not looked at. */
  public static DavPath parse(String url) {
    String path = url.replaceFirst("^[a-zA-Z]+://[^/]*", "");
    List<String> names = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty()) {
        names.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
      }
    }
    return new DavPath(names, path.endsWith("/"));
  }

  /** The path of something below this one. */
  public DavPath child(String name, boolean childSlash) {
    List<String> all = new ArrayList<>(names);
    all.add(name);
    return new DavPath(all, childSlash);
  }

  /** The path as it stands in a URL. */
  @Override
  public String toString() {
    String joined =
        names.stream()
            .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
            .collect(Collectors.joining("/", "/", ""));
    return slash && !names.isEmpty() ? joined + "/" : joined;
  }
}
