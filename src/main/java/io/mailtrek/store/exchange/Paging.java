package io.mailtrek.store.exchange;

import static io.mailtrek.store.exchange.Nodes.message;

import io.mailtrek.store.StoreException;
import io.mailtrek.store.xml.XmlNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks for what FindFolder or FindItem finds, part by part. Where a server finds the parts too long
 * for its throttling policy, they get shorter.
 */
final class Paging {
  private static final int MOST = 500;
  private static final String TOO_MANY = "ErrorExceededFindCountLimit";

  private Paging() {}

  /** Makes the request for one part. */
  interface Part {
    /** Makes it with the view that says which part it is. */
    EwsRequest request(XmlNode view);
  }

  /**
   * All that is found.
   *
   * @param view {@code IndexedPageItemView} and the like
   * @param list what the found are in: {@code Folders}, {@code Items}
   * @param what is done, as the beginning of a sentence
   */
  static List<XmlNode> all(Ews ews, String view, String list, Part part, String what)
      throws StoreException {
    List<XmlNode> all = new ArrayList<>();
    Page page = new Page(List.of(), 0, false);
    int most = MOST;
    while (!page.last()) {
      EwsRequest request = part.request(view(view, page.next(), most));
      EwsMessage answer = Answers.of(ews, request, 1).get(0);
      if (answer.success()) {
        page = Page.of(answer, list, page.next());
        all.addAll(page.found());
      } else if (answer.code().equals(TOO_MANY) && most > 1) {
        most = most / 2;
      } else {
        throw EwsErrors.of(answer, what);
      }
    }
    return all;
  }

  private static XmlNode view(String name, long offset, int most) {
    XmlNode view = message(name);
    view.attribute("MaxEntriesReturned", Integer.toString(most));
    view.attribute("Offset", Long.toString(offset));
    view.attribute("BasePoint", "Beginning");
    return view;
  }
}
