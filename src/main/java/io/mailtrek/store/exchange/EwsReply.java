package io.mailtrek.store.exchange;

import java.util.Optional;

/**
 * What came back for an operation.
 *
 * @param fault what was wrong with the operation as a whole (SOAP 1.1 §4.4)
 * @param answer what was answered to its parts; nothing beside a fault
 */
record EwsReply(Optional<EwsMessage> fault, EwsAnswer answer) {}
