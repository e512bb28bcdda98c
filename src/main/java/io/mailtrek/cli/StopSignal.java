package io.mailtrek.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and {@code kill}: the first asks politely, the second ends the process at once. A shutdown
 * hook could not do it: hooks run side by side, and the database's own would close it under the
 * items in flight.
 */
final class StopSignal implements AutoCloseable {
  private static final int KILLED = 130;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final Semaphore wakes = new Semaphore(0);
  private final Runnable first;
  private final Map<Object, Object> before = new HashMap<>();

  /**
   * Listens from now on.
   *
   * @param first what the first signal does, on a thread of its own
   */
  StopSignal(Runnable first) {
    this.first = first;
    for (String name : List.of("INT", "TERM")) {
      listen(name);
    }
  }

  /** Waits for the first signal, or for {@link #wake}; true when the signal has come. */
  boolean await(long milliseconds) throws InterruptedException {
    if (asked.getCount() > 0 && wakes.tryAcquire(milliseconds, TimeUnit.MILLISECONDS)) {
      wakes.drainPermits();
    }
    return asked.getCount() == 0;
  }

  /** Ends a wait before its time. */
  void wake() {
    wakes.release();
  }

  /** Waits for the first signal, however long. */
  void await() throws InterruptedException {
    asked.await();
  }

  private void received() {
    if (asked.getCount() == 0) {
      Runtime.getRuntime().halt(KILLED);
    }
    asked.countDown();
    wake();
    first.run();
  }

  /** By reflection: the compiler warns of sun.misc.Signal, which every JDK has, with no way off. */
  private void listen(String name) {
    try {
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object handler =
          Proxy.newProxyInstance(
              handlerType.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  received();
                  return null;
                }
                return switch (method.getName()) {
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == arguments[0];
                  default -> "StopSignal";
                };
              });
      Object signal =
          Class.forName("sun.misc.Signal").getConstructor(String.class).newInstance(name);
      before.put(signal, handle(signal, handler));
    } catch (ReflectiveOperationException e) {
      // A JVM without signals, or started with -Xrs: then a signal just ends it.
      throw new IllegalStateException(e);
    }
  }

  private static Object handle(Object signal, Object handler)
      throws ReflectiveOperationException, InvocationTargetException {
    Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
    return signal
        .getClass()
        .getMethod("handle", signal.getClass(), handlerType)
        .invoke(null, signal, handler);
  }

  @Override
  public void close() {
    List<Object> signals = new ArrayList<>(before.keySet());
    for (Object signal : signals) {
      try {
        handle(signal, before.get(signal));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
