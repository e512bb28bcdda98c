package io.mailtrek.demo.exchange;

/** One of the operations of Exchange Web Services. */
@FunctionalInterface
interface Operation {

  /**
   * Does what is asked for.
   *
   * @param request the element in the SOAP body
   * @return what goes into the SOAP body of the answer
   * @throws EwsFailure when nothing of it is done
   */
  Xml answer(Xml request, Caller caller) throws EwsFailure;
}
