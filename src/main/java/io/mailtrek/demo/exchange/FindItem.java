package io.mailtrek.demo.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Lists the items of folders, in pages. */
final class FindItem implements Operation {

  @Override
  public Xml answer(Xml request, Caller caller) throws EwsFailure {
    Shape shape = new Shape(Requests.required(request, "ItemShape"), true);
    Restriction restriction = new Restriction(request.child("Restriction"));
    if (request.child("CalendarView").isPresent() || request.child("QueryString").isPresent()) {
      throw new EwsFailure("ErrorInvalidRequest", "This server lists by pages alone.");
    }
    boolean normal = request.attribute("Traversal").equals("Shallow");
    Answer answer = new Answer("FindItem");
    for (Xml id : Requests.required(request, "ParentFolderIds").children()) {
      answer.add(
          () -> {
            List<StoredItem> wanted = new ArrayList<>();
            for (StoredItem item : normal ? caller.folder(id).items() : List.<StoredItem>of()) {
              if (restriction.wants(item)) {
                wanted.add(item);
              }
            }
            sort(wanted, request.child("SortOrder"));
            return List.of(page(wanted, request, shape, caller));
          });
    }
    return answer.xml();
  }

  private static Xml page(List<StoredItem> all, Xml request, Shape shape, Caller caller)
      throws EwsFailure {
    Optional<Xml> view = request.child("IndexedPageItemView");
    int offset = Math.min(view.map(v -> number(v, "Offset")).orElse(0), all.size());
    int most = view.map(v -> number(v, "MaxEntriesReturned")).orElse(Integer.MAX_VALUE);
    if (view.isPresent() && view.get().attribute("BasePoint").equals("End")) {
      Collections.reverse(all);
    }
    int limit = Math.min(most, caller.organization().findCountLimit());
    List<StoredItem> some = all.subList(offset, Math.min(all.size(), offset + limit));
    Xml items = Xml.t("Items");
    for (StoredItem item : some) {
      items.add(shape.of(item));
    }
    int next = offset + some.size();
    return Xml.m("RootFolder", items)
        .with("IndexedPagingOffset", "" + next)
        .with("TotalItemsInView", "" + all.size())
        .with("IncludesLastItemInRange", "" + (next == all.size()));
  }

  private static int number(Xml view, String attribute) {
    String value = view.attribute(attribute);
    return value.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(value);
  }

  /** The newest first, as Exchange does when nothing is asked for. */
  private static void sort(List<StoredItem> items, Optional<Xml> order) throws EwsFailure {
    if (order.isEmpty()) {
      Collections.reverse(items);
      return;
    }
    List<Xml> fields = new ArrayList<>(order.get().children());
    Collections.reverse(fields);
    for (Xml field : fields) {
      List<Keyed> keyed = new ArrayList<>();
      for (StoredItem item : items) {
        List<String> values = Restriction.values(field.children().get(0), item);
        keyed.add(new Keyed(values.isEmpty() ? "" : values.get(0), item));
      }
      Comparator<Keyed> by = Comparator.comparing(Keyed::value, FindItem::compare);
      keyed.sort(field.attribute("Order").equals("Descending") ? by.reversed() : by);
      items.clear();
      keyed.forEach(one -> items.add(one.item()));
    }
  }

  private static int compare(String left, String right) {
    try {
      return Restriction.compare(left, right);
    } catch (EwsFailure e) {
      return left.compareTo(right);
    }
  }

  private record Keyed(String value, StoredItem item) {}
}
