package io.mailtrek.fault;

import io.mailtrek.ledger.MailboxPassStatus;
import io.mailtrek.server.DovecotServer;
import io.mailtrek.server.Faults;
import io.mailtrek.server.RequiresDovecot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server that shows another certificate in the middle of a pass may be another server. */
@RequiresDovecot
@ExtendWith(FaultRuns.class)
class CertificateChangeTest {

  @Test
  void theCertificateOfTheDestinationChanges(FaultRun run) throws Exception {
    DovecotServer server = run.destination();
    // Making a certificate takes longer than the rest of the pass.
    server.changeCertificate();
    server.restoreCertificate();
    // The server is away while it restarts.
    run.project()
        .set("mailtrek.retry.first-delay-ms", "500")
        .set("mailtrek.retry.longest-delay-ms", "2000")
        .set(
            "mailtrek.destination.imap",
            "imaps://localhost:%d?readTimeout=2s&truststore=%s&truststorePassword=%s"
                .formatted(server.tlsPort(), server.truststore(), server.truststorePassword()));
    run.toSource().on("EXAMINE .*Notes.*").does(Faults.first(server::changeCertificate));
    try {
      run.pass()
          .ended(MailboxPassStatus.FAILED)
          .says("certificate of localhost:" + server.tlsPort(), "not trusted", "truststore");
    } finally {
      server.restoreCertificate();
    }
    run.nextPassCompletes();
  }
}
