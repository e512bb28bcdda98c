package io.mailtrek.store.dav;

import io.mailtrek.store.Content;
import io.mailtrek.store.Delivered;
import io.mailtrek.store.Delivery;
import io.mailtrek.store.DestinationFolder;
import io.mailtrek.store.DestinationSession;
import io.mailtrek.store.Item;
import io.mailtrek.store.KnownItems;
import io.mailtrek.store.ListOptions;
import io.mailtrek.store.Listing;
import io.mailtrek.store.Login;
import io.mailtrek.store.Secret;
import io.mailtrek.store.SourceFolder;
import io.mailtrek.store.SourceSession;
import io.mailtrek.store.StoreException;
import io.mailtrek.store.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Copies all that a source has to a destination, as a pass would, without ledger and routes. */
final class Copying {
  private Copying() {}

  static Login login(String user) {
    return new Login(user, new Secret("secret"), Optional.empty());
  }

  /** All items of all folders, by the words of their types and the names of their folders. */
  static Map<String, List<Delivered>> copy(SourceSession source, DestinationSession destination)
      throws Exception {
    Map<String, List<Delivered>> results = new LinkedHashMap<>();
    for (SourceFolder folder : source.folders()) {
      List<Item> items = list(source, folder);
      DestinationFolder to = destination.ensureFolder(folder, folder.path(), false);
      List<CompletionStage<Delivered>> stages = new ArrayList<>();
      for (Item item : items) {
        stages.add(
            source
                .read(item)
                .thenCompose(content -> destination.deliver(to, delivery(item, content))));
      }
      List<Delivered> delivered = new ArrayList<>();
      for (CompletionStage<Delivered> stage : stages) {
        delivered.add(get(stage));
      }
      if (!delivered.isEmpty()) {
        results.put(folder.itemType().word() + " " + folder.path(), delivered);
      }
    }
    return results;
  }

  static Delivery delivery(Item item, Content content) {
    return new Delivery(item, Trace.of(item, content), content);
  }

  static List<Item> list(SourceSession source, SourceFolder folder) throws StoreException {
    return all(source.list(folder, Optional.empty(), () -> KnownItems.NONE, ListOptions.PLAIN));
  }

  static List<Item> all(Listing listing) throws StoreException {
    List<Item> all = new ArrayList<>();
    for (List<Item> page = listing.next(); !page.isEmpty(); page = listing.next()) {
      all.addAll(page);
    }
    return all;
  }

  static <T> T get(CompletionStage<T> stage) throws StoreException {
    try {
      return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException known) {
        throw known;
      }
      throw new AssertionError(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
