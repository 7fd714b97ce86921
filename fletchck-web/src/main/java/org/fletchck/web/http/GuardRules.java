package org.fletchck.web.http;

import java.util.List;

/**
 * What {@link Guard} goes by; a change of the configuration makes new ones.
 *
 * @param base what stands before every path: empty, or such as {@code /monitor}
 * @param proxies who is believed about the client
 * @param hosts the names of this server
 * @param onlyProxies whether others than proxies and this machine are refused, because what they
 *     send isn't encrypted
 * @param debug whether callers that are known see exceptions
 */
public record GuardRules(
    String base, TrustedProxies proxies, ServerNames hosts, boolean onlyProxies, boolean debug) {

  /** For a server without any configuration. */
  public static final GuardRules DEFAULT =
      new GuardRules("", TrustedProxies.none(), ServerNames.of(List.of(), List.of()), false, false);
}
