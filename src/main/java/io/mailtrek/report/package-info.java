/**
 * What people and programs are told of passes: the words for it, reports of a pass as text, CSV,
 * JSON and HTML, and the forecast of the next one. It reads the ledger and knows no mail server, no
 * route and no command, so that all of them can use it.
 */
package io.mailtrek.report;
