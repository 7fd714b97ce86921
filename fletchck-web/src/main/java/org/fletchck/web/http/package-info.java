/**
 * HTTP as the rest of this module sees it: a {@link org.fletchck.web.http.Handler} answers a {@link
 * org.fletchck.web.http.Request} with a {@link org.fletchck.web.http.Response}, and {@link
 * org.fletchck.web.http.Routes} says which handler is used and what access it needs. The only
 * sockets in here are those of the server itself.
 */
@NullMarked
package org.fletchck.web.http;

import org.jspecify.annotations.NullMarked;
