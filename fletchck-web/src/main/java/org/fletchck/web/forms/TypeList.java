package org.fletchck.web.forms;

import java.util.Collection;
import java.util.List;
import org.fletchck.spi.PluginType;

/**
 * The types that a new entry can have.
 *
 * @param path the path of the form for the chosen type, relative to the base
 * @param types the types
 * @param readOnly why nothing can be changed; empty if it can
 */
public record TypeList(String path, List<Type> types, String readOnly) {

  /** A type with its name and what it does. */
  public record Type(String name, String summary) {}

  static List<Type> of(Collection<? extends PluginType<?>> types) {
    return types.stream().map(type -> new Type(type.name(), type.summary())).toList();
  }
}
