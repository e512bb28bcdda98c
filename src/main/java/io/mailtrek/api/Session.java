package io.mailtrek.api;

/**
 * A browser that has logged in. It is known by its id, which is in a cookie that scripts can't
 * read.
 *
 * @param id what the cookie holds
 * @param csrf what requests that change something have to bring in a header, which no other site
 *     can make a browser send
 */
record Session(String id, String csrf) {

  /** The name of the value of a request that holds its session. */
  static final String OF_REQUEST = "mailtrek.session";

  /** Without its secrets. */
  @Override
  public String toString() {
    return "Session";
  }
}
