/**
 * Gives items the form that their folder at the destination holds: notes and journals as messages,
 * notes of mail programs as journal entries, addresses of a new domain.
 */
package io.mailtrek.convert;
