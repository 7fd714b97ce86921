package org.fletchck.web.http;

/** Answers requests. Called by many threads at once. */
@FunctionalInterface
public interface Handler {

  /**
   * Answers a request.
   *
   * @throws RefusedRequest to respond with its status and message
   * @throws Exception any other exception is logged and answered with 500
   */
  Response handle(Request request) throws Exception;
}
