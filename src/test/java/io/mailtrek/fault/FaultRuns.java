package io.mailtrek.fault;

import io.mailtrek.migration.TestProject;
import io.mailtrek.server.DovecotServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test that asks for one a {@link FaultRun}, all between the same two servers, whose
 * mailboxes are empty before.
 */
final class FaultRuns implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(FaultRuns.class);

  /** The servers of all tests of this JVM. */
  private record Servers(DovecotServer source, DovecotServer destination) implements AutoCloseable {
    static Servers start() {
      return new Servers(dovecot(), dovecot());
    }

    private static DovecotServer dovecot() {
      return DovecotServer.builder().user(FaultRun.USER, TestProject.PASSWORD).start();
    }

    @Override
    public void close() {
      source.close();
      destination.close();
    }
  }

  /** A run and the folder of its project. */
  private record Prepared(FaultRun run, Path home) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      run.close();
      try (Stream<Path> tree = Files.walk(home)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == FaultRun.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Servers servers =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(Servers.class, type -> Servers.start(), Servers.class);
    List.of(servers.source, servers.destination).forEach(server -> server.erase(FaultRun.USER));
    try {
      Path home = Files.createTempDirectory("mailtrek-fault-");
      Prepared prepared =
          new Prepared(
              new FaultRun(home, servers.source, servers.destination, roundTrip(context)), home);
      context.getStore(NAMESPACE).put(Prepared.class, prepared);
      return prepared.run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Duration roundTrip(ExtensionContext context) {
    return context
        .getTestClass()
        .map(test -> test.getAnnotation(SlowNetwork.class))
        .map(slow -> Duration.ofMillis(slow.millis()))
        .orElse(Duration.ZERO);
  }
}
