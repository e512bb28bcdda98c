package io.mailtrek.fault;

import io.mailtrek.server.FaultProxy.Packets;

/** The same where folders are asked for together, and many batches are on the wire. */
@SlowNetwork(millis = 10)
class SlowSourceFaultsTest extends SourceFaultsTest {

  /** Not repeated: a slow network with packets of one byte takes minutes. */
  @Override
  void packetsAreSplitAndMerged(Packets packets, FaultRun run) {}
}
