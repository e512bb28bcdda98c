package io.mailtrek.fault;

/** The same where folders are asked for together, and many batches are on the wire. */
@SlowNetwork(millis = 10)
class SlowCutConnectionTest extends CutConnectionTest {}
