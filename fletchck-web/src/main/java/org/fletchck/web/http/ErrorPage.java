package org.fletchck.web.http;

/** Creates the page that a browser shows when a request failed. */
@FunctionalInterface
public interface ErrorPage {

  /**
   * Returns the response.
   *
   * @param request the request, with its caller
   * @param status 400 to 599
   * @param message what is wrong and what would work
   */
  Response of(Request request, int status, String message);
}
