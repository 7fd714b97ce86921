package org.fletchck.checks;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words of {@code ups.status} in RFC 9271 and Network UPS Tools, and why some of them fail, in
 * the order in which they are reported.
 */
enum NutWord {
  OFF("is off"),
  OB("is on battery"),
  LB("has a low battery"),
  RB("needs a new battery"),
  OVER("is overloaded"),
  BYPASS("bypasses its battery"),
  FSD("is being shut down"),
  NOCOMM("doesn't answer its driver"),
  WAIT("hasn't reported its state yet"),
  ALARM("has an alarm"),
  OL(""),
  CHRG(""),
  DISCHRG(""),
  HB(""),
  CAL(""),
  TRIM(""),
  BOOST(""),
  TEST(""),
  ECO(""),
  COMM(""),
  TICK(""),
  TOCK("");

  private final String trouble;

  NutWord(String trouble) {
    this.trouble = trouble;
  }

  /** Returns why a UPS with this word fails, worded to follow its name; "" if it doesn't. */
  String trouble() {
    return trouble;
  }

  /** Returns the known words of a status, in the order of this enum. */
  static Set<NutWord> in(String status) {
    List<String> words = List.of(status.toUpperCase(Locale.ROOT).split("\\s+"));
    Set<NutWord> known = EnumSet.allOf(NutWord.class);
    known.removeIf(word -> !words.contains(word.name()));
    return known;
  }
}
