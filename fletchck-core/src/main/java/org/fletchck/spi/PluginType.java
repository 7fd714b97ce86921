package org.fletchck.spi;

import java.util.List;

/**
 * Declares a type that a site file can name as {@code "type"}.
 *
 * <p>Implement {@link CheckType} or {@link ActionType}, not this interface. A type is instantiated
 * once, with its public no-argument constructor, and used by many threads: keep it stateless.
 *
 * @param <T> what the type creates
 */
public interface PluginType<T> {

  /** Returns the name of this type in a site file, such as {@code https}. */
  String name();

  /** Returns one sentence for lists, help and documentation. */
  String summary();

  /** Returns the options, in the order in which they are shown. */
  List<Option<?>> options();

  /**
   * Creates an instance from options that are valid one by one. References such as {@code
   * ${env:NAME}} are resolved when an option is read here, so if the options contain any, a new
   * instance is created before each use.
   *
   * @throws IllegalArgumentException if the options don't fit together; the message says what would
   *     work
   */
  T create(Options options);
}
