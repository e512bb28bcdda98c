package io.mailtrek.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@link BareCopy}: how fast a copy could be. It has no delta pass and copies all again. */
final class BareTool implements Tool {
  @Override
  public String name() {
    return "limit";
  }

  @Override
  public List<String> prepare(Site site, Path folder) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                Path.of("target", "test-classes").toAbsolutePath().toString(),
                BareCopy.class.getName(),
                Integer.toString(site.sourcePort()),
                Integer.toString(site.destinationPort())));
    command.addAll(site.users());
    return command;
  }

  @Override
  public boolean hasDelta() {
    return false;
  }

  @Override
  public String version() {
    return "limit: a bare pipelined copy in Java";
  }
}
