/**
 * Who may log in. {@link org.fletchck.web.auth.LoginPages} has the login form, {@link
 * org.fletchck.web.auth.Sessions} remembers who logged in, and {@link
 * org.fletchck.web.auth.AuthenticatedCallers} recognizes them, and programs by their tokens.
 */
@NullMarked
package org.fletchck.web.auth;

import org.jspecify.annotations.NullMarked;
