package io.mailtrek.store.dav;

import io.mailtrek.store.Content;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Contents that a listing had to read anyhow, until they are asked for. When there are too many
 * bytes the oldest are forgotten, and read again if need be. Safe for use by many threads.
 */
final class ContentCache {
  private final long most;
  private final Map<String, Content> contents = new LinkedHashMap<>();
  private long bytes;

  /**
   * @param most bytes
   */
  ContentCache(long most) {
    this.most = most;
  }

  /** Keeps one, and forgets others for it. */
  synchronized void put(Href href, Content content) {
    take(href);
    if (content.size() > most) {
      return;
    }
    contents.put(href.path(), content);
    bytes += content.size();
    Iterator<Content> oldest = contents.values().iterator();
    while (bytes > most) {
      bytes -= oldest.next().size();
      oldest.remove();
    }
  }

  /** Keeps one where there is room. */
  synchronized void offer(Href href, Content content) {
    if (bytes + content.size() <= most) {
      put(href, content);
    }
  }

  /** Gives one away. */
  synchronized Optional<Content> take(Href href) {
    Content content = contents.remove(href.path());
    if (content != null) {
      bytes -= content.size();
    }
    return Optional.ofNullable(content);
  }
}
