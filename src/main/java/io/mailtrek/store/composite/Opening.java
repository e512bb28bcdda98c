package io.mailtrek.store.composite;

import io.mailtrek.store.StoreException;

/**
 * Opens the session of one store.
 *
 * @param <S> the kind of session
 */
@FunctionalInterface
interface Opening<S extends AutoCloseable> {

  /** See the methods of {@link io.mailtrek.store.Store}. */
  S of(Part part) throws StoreException;
}
