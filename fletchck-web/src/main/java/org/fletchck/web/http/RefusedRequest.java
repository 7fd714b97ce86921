package org.fletchck.web.http;

/** Thrown for a request that is answered with an error, because of a mistake of the caller. */
public final class RefusedRequest extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * Creates an exception.
   *
   * @param status 400 to 499
   * @param message what is wrong and what would work, for the caller
   */
  public RefusedRequest(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** Returns a 404. */
  public static RefusedRequest notFound(String what) {
    return new RefusedRequest(404, "there is no " + what);
  }

  /** Returns the status to respond with. */
  public int status() {
    return status;
  }
}
