package io.mailtrek.store.imap;

import io.mailtrek.store.FolderPath;
import io.mailtrek.store.FolderState;
import io.mailtrek.store.StoreException;
import java.util.Optional;
import java.util.function.Function;

/**
 * An EXAMINE, and the commands that are sent behind it before it is answered. When it fails, or the
 * folder is not the one that it was, they fail as it does, and nothing that the server tells them
 * counts: it may be of another folder. Safe for use by many threads.
 */
final class Examination {
  private final FolderPath folder;
  private final SelectCommand command;
  private final Function<FolderState, Optional<StoreException>> objection;

  /**
   * @param objection why the folder must not be used in this state; asked on the reader thread, too
   */
  Examination(
      FolderPath folder,
      SelectCommand command,
      Function<FolderState, Optional<StoreException>> objection) {
    this.folder = folder;
    this.command = command;
    this.objection = objection;
  }

  boolean of(FolderPath other) {
    return folder.equals(other);
  }

  /** What is to be sent. */
  SelectCommand command() {
    return command;
  }

  /** Ties a command to this one, before it is sent. */
  <C extends Command<?>> C guard(C behind) {
    command.onEnd(
        (selected, failure) ->
            (failure instanceof StoreException reason
                    ? Optional.of(reason)
                    : objection.apply(selected.state()))
                .ifPresent(behind::voided));
    return behind;
  }

  /** Whether it is known that the folder is not examined. */
  boolean failed() {
    return command.result().isCompletedExceptionally();
  }

  /** Waits for the state of the folder. Not for the reader thread. */
  FolderState state() throws StoreException {
    FolderState state = Connection.await(command).state();
    Optional<StoreException> reason = objection.apply(state);
    if (reason.isPresent()) {
      throw reason.get();
    }
    return state;
  }
}
