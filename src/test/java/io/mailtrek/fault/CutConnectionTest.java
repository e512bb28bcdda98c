package io.mailtrek.fault;

import io.mailtrek.migration.TestProject;
import io.mailtrek.server.DelayProxy;
import io.mailtrek.server.DelayProxy.Direction;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.RequiresDovecot;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The network closes a connection after so many bytes, wherever in a command that is. */
@RequiresDovecot
@ExtendWith(FaultRuns.class)
class CutConnectionTest {

  @ParameterizedTest
  @CsvSource({
    "source, TO_CLIENT, 700",
    "source, TO_CLIENT, 12345",
    "source, TO_CLIENT, 1234567",
    "source, TO_SERVER, 777",
    "destination, TO_CLIENT, 1111",
    "destination, TO_CLIENT, 4444",
    "destination, TO_SERVER, 65536",
    "destination, TO_SERVER, 1500001"
  })
  void theConnectionIsCutAtAByte(String side, Direction direction, long bytes, FaultRun run)
      throws Exception {
    DovecotServer server = side.equals("source") ? run.source() : run.destination();
    try (DelayProxy relay = DelayProxy.to(server.port())) {
      run.project().set("mailtrek." + side + ".imap", TestProject.imap(relay.port()));
      relay.cutAfterBytes(direction, bytes);
      run.pass().overcome();
    }
  }
}
