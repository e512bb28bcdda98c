package io.mailtrek.store.exchange.form;

import io.mailtrek.store.Content;
import java.util.Optional;

/**
 * A file that is attached to an item.
 *
 * @param name its name, as people see it
 * @param contentType its media type
 * @param contentId by what the text refers to it
 * @param inline whether it is shown within the text
 * @param photo whether it is the picture of a contact
 */
public record Attachment(
    String name,
    Optional<String> contentType,
    Optional<String> contentId,
    boolean inline,
    boolean photo,
    Content content) {}
