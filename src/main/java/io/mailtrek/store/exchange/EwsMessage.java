package io.mailtrek.store.exchange;

import io.mailtrek.store.xml.XmlNode;

/**
 * The answer to one part of an operation.
 *
 * @param success whether it was done; a warning says that it was not
 * @param code {@code NoError}, {@code ErrorItemNotFound}, …
 * @param text what the server says to it, for people
 * @param element the whole {@code m:…ResponseMessage}
 */
record EwsMessage(boolean success, String code, String text, XmlNode element) {}
