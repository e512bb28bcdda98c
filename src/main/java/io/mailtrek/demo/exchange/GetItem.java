package io.mailtrek.demo.exchange;

import java.util.List;

/** Tells items. */
final class GetItem implements Operation {

  @Override
  public Xml answer(Xml request, Caller caller) throws EwsFailure {
    Shape shape = new Shape(Requests.required(request, "ItemShape"), false);
    Answer answer = new Answer("GetItem", "Items");
    for (Xml id : Requests.required(request, "ItemIds").children()) {
      answer.add(
          () -> {
            StoredItem item = caller.item(id);
            item.checkFailure("GetItem");
            return List.of(Xml.m("Items", shape.of(item)));
          });
    }
    return answer.xml();
  }
}
