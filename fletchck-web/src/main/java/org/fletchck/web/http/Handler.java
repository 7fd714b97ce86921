package org.fletchck.web.http;

/** Answers requests. Called by many threads at once. */
@FunctionalInterface
public interface Handler {

  /**
   * Answers one request.
   *
   * @throws RefusedRequest to answer with its status and message
   * @throws Exception anything else is logged and answered with 500
   */
  Response handle(Request request) throws Exception;
}
