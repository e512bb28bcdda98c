/**
 * Items on their way to a server that takes each by a request and an answer: the queue in which
 * they wait, the record that is made of each batch before it is sent, and what is done about a
 * batch whose answer was lost. A store tells by {@link io.mailtrek.store.batch.Sender} how a batch
 * is sent, and by {@link io.mailtrek.store.batch.CopyFinder} how what was sent is found again.
 * Begin to read at {@link io.mailtrek.store.batch.BatchWriter}.
 */
package io.mailtrek.store.batch;
