/**
 * Texts that items are made of: the content lines of iCalendar and vCard, and HTML. What stores and
 * conversions share.
 */
package io.mailtrek.store.text;
