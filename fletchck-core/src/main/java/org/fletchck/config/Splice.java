package org.fletchck.config;

import org.jspecify.annotations.Nullable;

/** Writes changed values into a text, and leaves what is equal as it is written. */
record Splice(String text, Layout layout) {

  String render(@Nullable Object value, Node old) {
    return layout.write(value, layout.newline());
  }
}
