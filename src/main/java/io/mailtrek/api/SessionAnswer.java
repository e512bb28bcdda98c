package io.mailtrek.api;

/**
 * What a browser that has logged in has to know.
 *
 * @param csrf what the header {@code X-MailTrek-Csrf} of requests that change something has to be
 * @param idleSeconds after how long without use it is logged out
 * @param project the name of the project
 */
public record SessionAnswer(String csrf, long idleSeconds, String project) {}
