package io.mailtrek.store.dav;

import io.mailtrek.corpus.SampleMessage;
import io.mailtrek.demo.dav.ItemSubstance;
import io.mailtrek.demo.dav.ItemText;
import io.mailtrek.server.dav.RawDav;
import io.mailtrek.store.ItemServer;
import io.mailtrek.store.Login;
import io.mailtrek.store.Secret;
import io.mailtrek.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all DAV servers under test have in common. Items are events, and folders are calendars. */
abstract class DavItemServer implements ItemServer {
  static final String PASSWORD = "secret";
  static final int MAILBOXES = 100;

  private int used;
  private int calendars;

  static String user(int number) {
    return "user" + number;
  }

  @Override
  public Login newMailbox() {
    return new Login(user(++used), new Secret(PASSWORD), Optional.empty());
  }

  @Override
  public Store store(int port) {
    return DavStore.of(DavUri.parse("dav://127.0.0.1:" + port + "?security=none&readTimeout=20s"));
  }

  @Override
  public void seed(Login mailbox, List<SampleMessage> messages) throws IOException {
    Map<String, String> folders = new HashMap<>();
    for (SampleMessage message : messages) {
      String path = message.folder();
      if (!folders.containsKey(path)) {
        if (folder(mailbox, path).isEmpty()) {
          create(mailbox, path);
        }
        folders.put(path, folder(mailbox, path).orElseThrow());
      }
      String uid = new ItemText(message.content()).uid();
      user(mailbox).put(folders.get(path) + uid + ".ics", message.content());
    }
  }

  @Override
  public void create(Login mailbox, String path) throws IOException {
    RawDav dav = user(mailbox);
    dav.makeCalendar(dav.homes().get(0), "calendar" + ++calendars, path, "VEVENT");
  }

  @Override
  public void empty(Login mailbox, String path) throws IOException {
    RawDav dav = user(mailbox);
    for (String item : dav.items(folder(mailbox, path).orElseThrow())) {
      dav.delete(item);
    }
  }

  @Override
  public List<String> contents(Login mailbox, String path) throws IOException {
    RawDav dav = user(mailbox);
    List<String> contents = new ArrayList<>();
    for (String item : dav.items(folder(mailbox, path).orElseThrow())) {
      contents.add(ItemSubstance.of(dav.get(item)));
    }
    contents.sort(null);
    return contents;
  }

  @Override
  public List<String> changes(Login mailbox, Work work) throws Exception {
    List<String> before = versions(mailbox);
    work.run();
    List<String> changes = versions(mailbox);
    return changes.equals(before) ? List.of() : changes;
  }

  private List<String> versions(Login mailbox) throws IOException {
    List<String> all = new ArrayList<>();
    for (RawDav.Folder folder : user(mailbox).folders()) {
      all.add(folder.toString());
      all.addAll(user(mailbox).versions(folder.href()));
    }
    return all;
  }

  private Optional<String> folder(Login mailbox, String path) throws IOException {
    return user(mailbox).folders().stream()
        .filter(folder -> folder.name().equals(path))
        .map(RawDav.Folder::href)
        .findFirst();
  }

  private RawDav user(Login mailbox) {
    return new RawDav(port(), mailbox.username(), PASSWORD);
  }
}
