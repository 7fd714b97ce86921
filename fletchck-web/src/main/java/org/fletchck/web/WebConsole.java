package org.fletchck.web;

/** Receives what the web server has to say to whoever started it. Called by any thread. */
public interface WebConsole {

  /** Prints where the pages are, or how to log in. */
  void say(String line);

  /** Prints what keeps the pages from being served, and what would help. */
  void warn(String line);
}
