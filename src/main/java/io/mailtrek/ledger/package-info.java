/**
 * The durable record of what was migrated, of what is in doubt, and of the passes. It knows the
 * value types of {@link io.mailtrek.store} and no mail server.
 */
package io.mailtrek.ledger;
