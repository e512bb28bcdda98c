/**
 * The forms of items at Exchange and elsewhere: properties of Exchange Web Services on the one
 * side, iCalendar (RFC 5545) and vCard (RFC 2426) on the other. It knows no server.
 */
package io.mailtrek.store.exchange.form;
