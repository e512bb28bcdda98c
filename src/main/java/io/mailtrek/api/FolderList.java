package io.mailtrek.api;

import java.util.List;

/**
 * Folders of a pass, mailbox by mailbox.
 *
 * @param folders those of some mailboxes
 * @param next what {@code after} has to be to get those of the mailboxes that follow; null at the
 *     end
 */
public record FolderList(List<FolderAnswer> folders, String next) {}
