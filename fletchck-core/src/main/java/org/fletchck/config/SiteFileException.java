package org.fletchck.config;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Thrown if a site file can't be read or saved; the message has file, line and column. */
public final class SiteFileException extends IOException {

  private static final long serialVersionUID = 1L;

  SiteFileException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
