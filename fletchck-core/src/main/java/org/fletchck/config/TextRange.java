package org.fletchck.config;

/** A piece of a text, from an index to the one after it. */
interface TextRange {
  int start();

  int end();
}
