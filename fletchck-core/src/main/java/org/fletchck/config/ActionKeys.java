package org.fletchck.config;

import java.util.List;
import org.fletchck.spi.Option;

/** The keys of an action, each declared once; {@link ActionConfig} reads them. */
public final class ActionKeys {

  /** Key: the type. */
  public static final Option<String> TYPE = Option.text("type", "Type of the action").required();

  /** Key, or option: how long notifications are collected into one message. */
  public static final Option<Integer> GROUP =
      Option.integer(
              "group", "Seconds for which notifications are collected into one message; 0 for none")
          .between(0, 86_400)
          .orElse(0);

  /** Key: the name before a rename in the file. */
  public static final Option<String> WAS =
      Option.text("was", "Former name of this action, so that what it hasn't sent yet is kept");

  /** All keys except the object {@code options}, in display order. */
  public static final List<Option<?>> ALL = List.of(TYPE, GROUP, WAS);

  /** The keys of an action whose values are objects. */
  public static final List<String> OBJECTS = List.of("options");

  /** Options that actions of all types have in addition to those of the type. */
  public static final List<Option<?>> COMMON_OPTIONS = List.of(GROUP);

  private ActionKeys() {}
}
