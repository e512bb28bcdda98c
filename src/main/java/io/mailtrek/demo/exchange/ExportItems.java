package io.mailtrek.demo.exchange;

import java.util.Base64;
import java.util.List;

/** Gives whole items in a form that only a server understands. */
final class ExportItems implements Operation {

  @Override
  public Xml answer(Xml request, Caller caller) throws EwsFailure {
    Answer answer = new Answer("ExportItems");
    for (Xml id : Requests.required(request, "ItemIds").children()) {
      answer.add(
          () -> {
            StoredItem item = caller.item(id);
            item.checkFailure("ExportItems");
            Xml itemId = Xml.m("ItemId");
            item.itemId().attributes().forEach(itemId::with);
            String data = Base64.getEncoder().encodeToString(ItemStream.write(item));
            return List.of(itemId, Xml.m("Data", data));
          });
    }
    return answer.xml();
  }
}
