package io.mailtrek.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mailtrek.ledger.FolderCounts;
import io.mailtrek.store.FolderPath;
import io.mailtrek.store.ItemType;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the items of one source folder in one mailbox pass.
 *
 * @param mailboxId the number of the mailbox
 * @param folder its path, with / between the names
 * @param type what it holds
 * @param counts what became of the items
 * @param filteredBy the filtered items by the name of the filter
 * @param skippedBy the skipped items by reason
 */
public record FolderAnswer(
    long mailboxId,
    String folder,
    String type,
    @JsonUnwrapped CountsAnswer counts,
    Map<String, Long> filteredBy,
    Map<String, Long> skippedBy) {

  static FolderAnswer of(long mailboxId, FolderCounts folder) {
    return new FolderAnswer(
        mailboxId,
        folder.path().toString(),
        folder.type().word(),
        CountsAnswer.of(folder.counts()),
        folder.filteredBy(),
        folder.skippedBy());
  }

  /** The same as the ledger has it. */
  public FolderCounts folderCounts() {
    return new FolderCounts(
        FolderPath.parse(folder),
        ItemType.valueOf(type.toUpperCase(Locale.ROOT)),
        counts.counts(),
        new TreeMap<>(filteredBy),
        new TreeMap<>(skippedBy));
  }
}
