/**
 * Exchange Web Services (Exchange 2013 and later) as a store. Begin to read at {@code
 * ExchangeStore}: {@code Ews} sends operations ({@code EwsClient}, of an {@code EwsServer}), {@code
 * ExchangeSourceSession} lists and reads, {@code ExchangeDestinationSession} makes folders and
 * items; {@code form} has the forms of items.
 */
package io.mailtrek.store.exchange;
