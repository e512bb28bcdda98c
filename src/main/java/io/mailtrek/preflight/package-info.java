/**
 * Looks at both sides of a mailbox before anything is moved. Begin to read at {@link
 * io.mailtrek.preflight.Verification}.
 */
package io.mailtrek.preflight;
