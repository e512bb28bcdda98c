/**
 * A server that speaks Exchange Web Services, in this process and in memory. Begin to read at
 * {@link io.mailtrek.demo.exchange.ExchangeServer}: {@code EwsService} sends each request to the
 * class of its operation, which works on an {@link io.mailtrek.demo.exchange.ExchangeMailbox}.
 */
package io.mailtrek.demo.exchange;
