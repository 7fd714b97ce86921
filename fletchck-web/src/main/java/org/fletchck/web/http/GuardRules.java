package org.fletchck.web.http;

import java.util.List;

/**
 * The rules that {@link Guard} applies; replaced when the configuration changes.
 *
 * @param base the prefix of every path: empty, or such as {@code /monitor}
 * @param proxies the proxies that are trusted to say who the client is
 * @param hosts the names of this server
 * @param onlyProxies whether everybody but proxies and this machine is refused, because what they
 *     send isn't encrypted
 * @param debug whether known callers see exceptions
 */
public record GuardRules(
    String base, TrustedProxies proxies, ServerNames hosts, boolean onlyProxies, boolean debug) {

  /** The rules of a server without any configuration. */
  public static final GuardRules DEFAULT =
      new GuardRules("", TrustedProxies.none(), ServerNames.of(List.of(), List.of()), false, false);
}
