package io.mailtrek.fault;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The network to both servers takes its time, which changes what is sent together. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface SlowNetwork {
  /** The round-trip time. */
  int millis();
}
