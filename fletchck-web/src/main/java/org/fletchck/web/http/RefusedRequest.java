package org.fletchck.web.http;

/** A request that is answered with an error, which is the caller's. */
public final class RefusedRequest extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * Makes one.
   *
   * @param status 400 to 499
   * @param message what is wrong and what would work, for the caller
   */
  public RefusedRequest(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** There is no such thing. */
  public static RefusedRequest notFound(String what) {
    return new RefusedRequest(404, "there is no " + what);
  }

  /** Returns the status to answer with. */
  public int status() {
    return status;
  }
}
