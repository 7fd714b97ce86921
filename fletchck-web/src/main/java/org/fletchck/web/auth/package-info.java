/**
 * Who may come in. {@link org.fletchck.web.auth.Login} is the way by a form, {@link
 * org.fletchck.web.auth.Sessions} remembers who came that way, {@link
 * org.fletchck.web.auth.KnownCallers} recognises them, and programs by their tokens.
 */
@NullMarked
package org.fletchck.web.auth;

import org.jspecify.annotations.NullMarked;
