package org.fletchck.web;

/** Where the web tells whoever started it what they have to know. Called by any thread. */
public interface WebConsole {

  /** Tells where the pages are, or how to come in. */
  void say(String line);

  /** Tells what keeps the pages from being served, and what would help. */
  void warn(String line);
}
