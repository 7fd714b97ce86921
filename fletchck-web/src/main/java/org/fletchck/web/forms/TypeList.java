package org.fletchck.web.forms;

import java.util.Collection;
import java.util.List;
import org.fletchck.spi.PluginType;

/**
 * The types that something new can have.
 *
 * @param path where to go on with the chosen type, below the base
 * @param types the types
 * @param readOnly why nothing can be made here; empty if it can
 */
public record TypeList(String path, List<Type> types, String readOnly) {

  /** A type by name, with what it does. */
  public record Type(String name, String summary) {}

  static List<Type> of(Collection<? extends PluginType<?>> types) {
    return types.stream().map(type -> new Type(type.name(), type.summary())).toList();
  }
}
