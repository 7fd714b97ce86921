package org.fletchck;

/**
 * How a part of the program beside the engine is, such as a connection.
 *
 * @param works whether it does what it is there for
 * @param text how it works, or why it doesn't, in words for people
 */
public record ComponentHealth(boolean works, String text) {}
