package org.fletchck.spi;

/** Declares a kind of action. Providers are named in {@code META-INF/services}. */
public interface ActionType extends PluginType<Action> {}
