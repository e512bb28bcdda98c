package io.mailtrek.pass;

import java.io.IOException;
import java.nio.file.Path;

/** A program that takes the lock of a project, says so, and keeps it until its input ends. */
final class LockHolder {
  private LockHolder() {}

  public static void main(String[] args) throws IOException {
    try (ProjectLock lock = ProjectLock.take(Path.of(args[0]), args[1]).orElseThrow()) {
      System.out.println("taken " + lock.getClass().getSimpleName());
      while (System.in.read() >= 0) {
        // Whatever comes, only the end counts.
      }
    }
  }
}
