package org.fletchck.config;

/** A range of a text, from the start index (inclusive) to the end index (exclusive). */
interface TextRange {
  int start();

  int end();
}
