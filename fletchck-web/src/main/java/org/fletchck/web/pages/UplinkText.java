package org.fletchck.web.pages;

import org.fletchck.config.Uplink;

/** Describes the uplink of a site. */
final class UplinkText {

  private UplinkText() {}

  /** Returns how many of its checks must pass, in words. */
  static String rule(Uplink uplink) {
    int all = uplink.checks().size();
    int need = Math.min(uplink.need(), all);
    if (need == 1) {
      return "one of these must pass";
    }
    return (need == all ? "all" : String.valueOf(need)) + " of these must pass";
  }
}
