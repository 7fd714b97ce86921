package org.fletchck.state;

/**
 * The health of a component beside the engine, such as a connection.
 *
 * @param works whether it works
 * @param text how it works, or why it doesn't, human-readable
 */
public record ComponentHealth(boolean works, String text) {}
