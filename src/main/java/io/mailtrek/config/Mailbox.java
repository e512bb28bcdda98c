package io.mailtrek.config;

import io.mailtrek.store.Login;

/**
 * One pair of a source and a destination address.
 *
 * @param source the address at the source, by which users name the mailbox
 * @param destination the address at the destination
 * @param sourceLogin how to log in at the source
 * @param destinationLogin how to log in at the destination
 */
public record Mailbox(
    String source, String destination, Login sourceLogin, Login destinationLogin) {}
