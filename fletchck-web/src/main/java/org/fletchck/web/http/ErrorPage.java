package org.fletchck.web.http;

/** Makes what a browser shows when a request went wrong. */
@FunctionalInterface
public interface ErrorPage {

  /**
   * Returns the answer.
   *
   * @param request what was asked, with its caller
   * @param status 400 to 599
   * @param message what is wrong and what would work
   */
  Response of(Request request, int status, String message);
}
