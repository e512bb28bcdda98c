package io.mailtrek.demo.exchange;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Makes items of what was exported. */
final class UploadItems implements Operation {

  @Override
  public Xml answer(Xml request, Caller caller) throws EwsFailure {
    Answer answer = new Answer("UploadItems");
    for (Xml upload : Requests.required(request, "Items").children()) {
      answer.add(
          () -> {
            if (!upload.attribute("CreateAction").equals("CreateNew")) {
              throw new EwsFailure("ErrorInvalidOperation", "This server only creates items.");
            }
            ExchangeFolder folder = caller.folder(folderId(upload));
            byte[] data = Attachments.content(upload.text("Data"));
            if (data.length > caller.organization().messageSizeLimit()) {
              throw new EwsFailure(
                  "ErrorMessageSizeExceeded", "The message exceeds the maximum supported size.");
            }
            StoredItem item = make(folder, ItemStream.read(data));
            caller.mailbox().checkQuota(item.size());
            folder.put(item);
            Xml itemId = Xml.m("ItemId");
            item.itemId().attributes().forEach(itemId::with);
            return List.of(itemId);
          });
    }
    return answer.xml();
  }

  private static Xml folderId(Xml upload) throws EwsFailure {
    Xml given = Requests.required(upload, "ParentFolderId");
    return Xml.t("FolderId").with("Id", given.attribute("Id"));
  }

  private static StoredItem make(ExchangeFolder folder, Xml whole) throws EwsFailure {
    StoredItem item =
        new StoredItem(folder, folder.mailbox().nextItemId(), whole.attribute("Element"));
    item.createdAt(Instant.parse(whole.attribute("Created")));
    fill(item, whole);
    Defaults.settle(item);
    Optional<Xml> occurrences = whole.child("Occurrences");
    if (occurrences.isPresent()) {
      Series series = Caller.series(item);
      for (Xml deleted : occurrences.get().children("Deleted")) {
        series.delete(series.occurrence(Integer.parseInt(deleted.text())));
      }
      for (Xml changed : occurrences.get().children("Whole")) {
        StoredItem one = series.occurrence(Integer.parseInt(changed.attribute("Index")));
        fill(one, changed);
        series.change(one);
      }
    }
    return item;
  }

  private static void fill(StoredItem item, Xml whole) {
    whole.child("Properties").orElseThrow().children().forEach(item::set);
    for (Xml property : whole.child("Extended").orElseThrow().children()) {
      item.extendedProperties()
          .put(
              new PropertyName(property.attribute("Set"), property.attribute("Name")),
              property.children().get(0));
    }
    for (Xml attachment : whole.child("Attachments").orElseThrow().children()) {
      List<Xml> parts = attachment.children();
      item.attach(
          parts.get(0),
          Base64.getDecoder().decode(parts.get(1).text()),
          parts.size() > 2 ? Optional.of(parts.get(2)) : Optional.empty());
    }
    whole.child("Mime").ifPresent(mime -> item.mime(Base64.getDecoder().decode(mime.text())));
  }
}
