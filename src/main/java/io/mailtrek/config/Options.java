package io.mailtrek.config;

import io.mailtrek.store.dav.RecipientMapping;
import java.util.Optional;

/**
 * How a mailbox pass works, as far as it may be set for each mailbox.
 *
 * @param filters what is left out
 * @param folderMap where folders go
 * @param recipients which addresses change in calendars and contacts
 * @param maxItemFailures more failed items than this fail the mailbox
 * @param errorBudget a larger part of failed items than this fails the mailbox
 * @param itemOrder which items of a folder go first
 * @param logSubjects whether the log tells the subjects of items that failed
 */
public record Options(
    Filters filters,
    FolderMap folderMap,
    RecipientMapping recipients,
    int maxItemFailures,
    Optional<ErrorBudget> errorBudget,
    ItemOrder itemOrder,
    boolean logSubjects) {}
