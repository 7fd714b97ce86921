package org.fletchck.web.auth;

/**
 * What stands in the login form.
 *
 * @param next the path to go on to, below the base
 * @param name what was typed as a name
 * @param code that of a link; with one nothing is to be typed
 * @param message what is wrong, or an empty text
 * @param usersExist whether somebody can log in with a password
 */
public record LoginForm(
    String next, String name, String code, String message, boolean usersExist) {}
