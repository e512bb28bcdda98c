package io.mailtrek.demo.exchange;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which properties of folders a program asks for. */
final class FolderView {
  private static final List<String> ORDER =
      List.of(
          "FolderId",
          "ParentFolderId",
          "FolderClass",
          "DisplayName",
          "TotalCount",
          "ChildFolderCount",
          "ExtendedProperty",
          "DistinguishedFolderId",
          "UnreadCount");
  private static final PropertyName CONTAINER_CLASS = PropertyName.tag(0x3613);
  private static final PropertyName TYPE = PropertyName.tag(0x3601);

  private final String base;
  private final Set<String> additional = new LinkedHashSet<>();
  private final Map<PropertyName, Xml> extended = new LinkedHashMap<>();

  FolderView(Xml shape) throws EwsFailure {
    base = shape.text("BaseShape");
    for (Xml path : shape.child("AdditionalProperties").map(Xml::children).orElse(List.of())) {
      if (path.name().equals("ExtendedFieldURI")) {
        extended.put(PropertyName.of(path), path);
      } else {
        String uri = path.attribute("FieldURI");
        if (!uri.startsWith("folder:")) {
          throw EwsFailure.schema("the FieldURI '" + uri + "' is invalid for folders.");
        }
        additional.add(uri.substring("folder:".length()));
      }
    }
  }

  /** The folder with what is asked for. */
  Xml of(ExchangeFolder folder) {
    Xml element = Xml.t(element(folder));
    for (String name : ORDER) {
      if (name.equals("ExtendedProperty")) {
        extended.forEach(
            (property, path) ->
                value(folder, property)
                    .ifPresent(v -> element.add(Xml.t("ExtendedProperty", path.copy(), v.copy()))));
      } else if (wanted(name)) {
        property(folder, name).ifPresent(element::add);
      }
    }
    return element;
  }

  private boolean wanted(String name) {
    return switch (base) {
      case "AllProperties" -> true;
      case "Default" ->
          additional.contains(name)
              || Set.of("FolderId", "DisplayName", "TotalCount", "ChildFolderCount", "UnreadCount")
                  .contains(name);
      default -> additional.contains(name) || name.equals("FolderId");
    };
  }

  static Xml id(ExchangeFolder folder) {
    return Xml.t("FolderId").with("Id", folder.id()).with("ChangeKey", "AQAAABYAAAD");
  }

  static String element(ExchangeFolder folder) {
    if (folder.search()) {
      return "SearchFolder";
    }
    String folderClass = folder.folderClass();
    if (folderClass.startsWith("IPF.Appointment")) {
      return "CalendarFolder";
    }
    if (folderClass.startsWith("IPF.Contact")) {
      return "ContactsFolder";
    }
    return folderClass.startsWith("IPF.Task") ? "TasksFolder" : "Folder";
  }

  private static Optional<Xml> property(ExchangeFolder folder, String name) {
    String value =
        switch (name) {
          case "FolderClass" -> folder.folderClass();
          case "DisplayName" -> folder.displayName();
          case "TotalCount" -> "" + folder.size();
          case "ChildFolderCount" -> "" + folder.folders().size();
          case "DistinguishedFolderId" -> folder.distinguished();
          case "UnreadCount" -> unread(folder);
          default -> "";
        };
    return switch (name) {
      case "FolderId" -> Optional.of(id(folder));
      case "ParentFolderId" ->
          folder.parent().map(p -> Xml.t(name).with("Id", p.id()).with("ChangeKey", "AQAAAA=="));
      case "DisplayName" -> Optional.of(Xml.t(name, value));
      default -> value.isEmpty() ? Optional.empty() : Optional.of(Xml.t(name, value));
    };
  }

  private static String unread(ExchangeFolder folder) {
    return Set.of("Folder", "SearchFolder", "TasksFolder").contains(element(folder))
        ? "" + folder.items().stream().filter(i -> i.has("IsRead") && !i.is("IsRead")).count()
        : "";
  }

  private static Optional<Xml> value(ExchangeFolder folder, PropertyName name) {
    if (name.equals(CONTAINER_CLASS) && !folder.folderClass().isEmpty()) {
      return Optional.of(Xml.t("Value", folder.folderClass()));
    }
    if (name.equals(TYPE)) {
      return Optional.of(Xml.t("Value", folder.search() ? "2" : "1"));
    }
    return Optional.ofNullable(folder.extended().get(name));
  }
}
