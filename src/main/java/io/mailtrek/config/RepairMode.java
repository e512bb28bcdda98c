package io.mailtrek.config;

/** What becomes of a malformed message that the destination refuses. */
public enum RepairMode {
  /** It fails as it is. */
  OFF,
  /** It is offered again in a form that may be taken, and the original is kept. */
  AUTO
}
