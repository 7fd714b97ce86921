package org.fletchck.checks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fletchck.spi.Check;
import org.fletchck.spi.CheckContext;
import org.fletchck.spi.CheckResult;
import org.jspecify.annotations.Nullable;

/** Sends a request, follows redirects if configured to, and judges the response. */
record HttpsCheck(
    UrlOrigin origin, HttpRequest request, ExpectedAnswer wanted, Tls tls, Limits limits)
    implements Check {

  private static final int MOST_REDIRECTIONS = 10;

  /** What the response must be. */
  record ExpectedAnswer(StatusSet status, ContentConditions conditions) {}

  /** How long it may take, and whether to follow redirects; a null {@code slow} sets no limit. */
  record Limits(Duration timeout, @Nullable Duration slow, boolean follow) {}

  /** A response; the body is null if no condition needs it. */
  private record HttpAnswer(HttpHead head, @Nullable HttpBody body) {}

  @Override
  public CheckResult run(CheckContext context) throws IOException {
    TimedSteps steps = new TimedSteps(context, limits.timeout());
    List<HandshakeInfo> evidence = new ArrayList<>(1);
    CheckResult result;
    try {
      HttpAnswer answer = lastAnswer(steps, evidence);
      result = judge(answer, steps.total());
    } catch (UntrustedException e) {
      steps.total();
      return e.result();
    }
    for (HandshakeInfo shown : evidence) {
      result = shown.judge(result);
    }
    return result;
  }

  private HttpAnswer lastAnswer(TimedSteps steps, List<HandshakeInfo> evidence) throws IOException {
    UrlOrigin at = origin;
    HttpRequest next = request;
    Cookies cookies = new Cookies(steps.context().clock());
    for (int hops = 0; ; hops++) {
      HttpAnswer answer = exchange(steps, at, next, cookies, evidence);
      HttpHead head = answer.head();
      if (!limits.follow() || !head.isRedirection()) {
        return answer;
      }
      if (hops == MOST_REDIRECTIONS) {
        throw new IOException("redirected more than " + MOST_REDIRECTIONS + " times");
      }
      HttpUrl from = new HttpUrl(at, next.path());
      cookies.take(from, head.values("set-cookie"));
      HttpUrl to = from.resolve(head.location());
      at = to.origin();
      next = next.redirected(head.status(), to);
      steps.context().log("redirected to " + at);
      if (next.body() != null && !at.equals(origin)) {
        throw new IOException("redirected to " + at + ", to which the body is not sent");
      }
    }
  }

  private HttpAnswer exchange(
      TimedSteps steps,
      UrlOrigin at,
      HttpRequest next,
      Cookies cookies,
      List<HandshakeInfo> evidence)
      throws IOException {
    HttpRequest allowed = (at.equals(origin) ? next : next.forStrangers()).withCookies(cookies, at);
    try (CheckConnection connection = CheckConnection.open(steps, at.target())) {
      if (at.tls()) {
        evidence.add(0, connection.startTls(tls));
      }
      HttpInput in = allowed.send(steps, connection, at, wanted.conditions().any());
      HttpAnswer answer =
          steps.take("reading the response from " + at.target(), () -> read(in, next.method()));
      steps.context().log(next.method() + " was answered by " + answer.head());
      return answer;
    }
  }

  private HttpAnswer read(HttpInput in, String method) throws IOException {
    HttpHead head = HttpHead.read(in);
    boolean last = !limits.follow() || !head.isRedirection();
    boolean readsBody = last && wanted.conditions().any() && !method.equals("HEAD");
    return new HttpAnswer(head, readsBody ? HttpBody.read(head, in) : null);
  }

  private CheckResult judge(HttpAnswer answer, Duration total) {
    HttpHead head = answer.head();
    if (!wanted.status().contains(head.status())) {
      return CheckResult.fail(head + ", expected " + wanted.status());
    }
    if (answer.body() != null) {
      var complaint = wanted.conditions().complaint(answer.body());
      if (complaint.isPresent()) {
        return CheckResult.fail(complaint.get());
      }
    }
    @Nullable Duration slow = limits.slow();
    if (slow != null && total.compareTo(slow) > 0) {
      return CheckResult.fail(
          "took "
              + total.plusNanos(999_999).toMillis()
              + " ms, more than "
              + slow.toMillis()
              + " ms");
    }
    return CheckResult.pass("HTTP " + head.status());
  }
}
