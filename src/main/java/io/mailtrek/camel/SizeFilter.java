package io.mailtrek.camel;

/** Lets items pass that are not larger than the mailbox's options allow. */
public final class SizeFilter implements ItemFilter {

  SizeFilter() {}

  @Override
  public boolean accepts(Transfer transfer) {
    return transfer.run().options().filters().acceptsSize(transfer.item().size());
  }
}
