package org.fletchck.web.auth;

/**
 * The contents of the login form.
 *
 * @param next the path to continue to, below the base
 * @param name the name that was typed
 * @param code the code of a link; with one, nothing has to be typed
 * @param message what is wrong; may be empty
 * @param usersExist whether somebody can log in with a password
 */
public record LoginForm(
    String next, String name, String code, String message, boolean usersExist) {}
