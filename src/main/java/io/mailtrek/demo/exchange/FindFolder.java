package io.mailtrek.demo.exchange;

import java.util.List;
import java.util.Optional;

/** Lists the folders in folders. */
final class FindFolder implements Operation {

  @Override
  public Xml answer(Xml request, Caller caller) throws EwsFailure {
    FolderView view = new FolderView(Requests.required(request, "FolderShape"));
    boolean deep = request.attribute("Traversal").equals("Deep");
    Answer answer = new Answer("FindFolder");
    for (Xml id : Requests.required(request, "ParentFolderIds").children()) {
      answer.add(
          () -> {
            ExchangeFolder parent = caller.folder(id);
            List<ExchangeFolder> all =
                caller.mailbox().folders().stream()
                    .filter(f -> deep ? f.isUnder(parent) : isChild(f, parent))
                    .toList();
            return List.of(page(all, request.child("IndexedPageFolderView"), view, caller));
          });
    }
    return answer.xml();
  }

  private static boolean isChild(ExchangeFolder folder, ExchangeFolder parent) {
    return folder.parent().filter(parent::equals).isPresent();
  }

  private static Xml page(
      List<ExchangeFolder> all, Optional<Xml> paging, FolderView view, Caller caller) {
    int offset = paging.map(p -> Integer.parseInt(p.attribute("Offset"))).orElse(0);
    int most =
        paging
            .map(p -> p.attribute("MaxEntriesReturned"))
            .filter(text -> !text.isEmpty())
            .map(Integer::parseInt)
            .orElse(Integer.MAX_VALUE);
    int limit = Math.min(most, caller.organization().findCountLimit());
    int from = Math.min(offset, all.size());
    List<ExchangeFolder> some = all.subList(from, Math.min(all.size(), from + limit));
    Xml folders = Xml.t("Folders");
    some.forEach(folder -> folders.add(view.of(folder)));
    int next = from + some.size();
    return Xml.m("RootFolder", folders)
        .with("IndexedPagingOffset", "" + next)
        .with("TotalItemsInView", "" + all.size())
        .with("IncludesLastItemInRange", "" + (next == all.size()));
  }
}
