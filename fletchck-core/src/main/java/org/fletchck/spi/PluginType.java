package org.fletchck.spi;

import java.util.List;

/**
 * Declares a kind of thing that a site file can name as a {@code "type"}.
 *
 * <p>Implement {@link CheckType} or {@link ActionType}, not this interface. A type is made once, by
 * its public no-argument constructor, and is used from many threads: keep it without state.
 *
 * @param <T> what the type makes
 */
public interface PluginType<T> {

  /** Returns the word that names this type in a site file, such as {@code https}. */
  String name();

  /** Returns one sentence for lists, help and documentation. */
  String summary();

  /** Returns the options in the order in which they are to be shown. */
  List<Option<?>> options();

  /**
   * Makes one instance from options that were found valid. References such as {@code ${env:NAME}}
   * are resolved when an option is read here, so an instance is made again before it is used when
   * its options hold any.
   *
   * @throws IllegalArgumentException if the options don't fit together; the message says what would
   *     work
   */
  T create(Options options);
}
