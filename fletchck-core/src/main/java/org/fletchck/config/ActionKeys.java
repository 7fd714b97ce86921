package org.fletchck.config;

import java.util.List;
import org.fletchck.spi.Option;

/** The keys of an action, each declared once; {@link ActionConfig} reads them. */
public final class ActionKeys {

  /** Key: the type. */
  public static final Option<String> TYPE = Option.text("type", "Type of the action").required();

  /** Key, or option: how long messages are gathered. */
  public static final Option<Integer> GROUP =
      Option.integer("group", "Seconds for which messages are gathered into one; 0 for none")
          .between(0, 86_400)
          .orElse(0);

  /** Key: the name before a rename in the file. */
  public static final Option<String> WAS =
      Option.text("was", "Name that this action had, so that what is known of it is kept");

  /** All of them but the object {@code options}, in the order in which they are shown. */
  public static final List<Option<?>> ALL = List.of(TYPE, GROUP, WAS);

  /** The keys of an action whose values are objects. */
  public static final List<String> OBJECTS = List.of("options");

  /** Options that an action of any type has beside its own. */
  public static final List<Option<?>> COMMON_OPTIONS = List.of(GROUP);

  private ActionKeys() {}
}
