package io.mailtrek.cli;

import io.mailtrek.report.PassView;

/** Shows how far a pass is while it runs. For one thread. */
interface Progress {

  /** Shows nothing. */
  Progress SILENT =
      new Progress() {
        @Override
        public void show(PassView view) {}

        @Override
        public void end() {}
      };

  /** The pass as it is now; called about twice a second. */
  void show(PassView view);

  /** The pass is finished, or is not followed any more. */
  void end();
}
