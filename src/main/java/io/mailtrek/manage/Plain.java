package io.mailtrek.manage;

import io.mailtrek.config.ConfigException;
import java.util.concurrent.Callable;

/** Lets operations fail by exceptions that every JMX client knows, which may lack our classes. */
final class Plain {
  private Plain() {}

  /**
   * Does it.
   *
   * @throws IllegalArgumentException when what was given is wrong
   * @throws IllegalStateException when it failed for any other reason
   */
  static <T> T call(Callable<T> operation) {
    try {
      return operation.call();
    } catch (ConfigException | IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage());
    } catch (Exception e) {
      throw new IllegalStateException(e.getMessage());
    }
  }
}
