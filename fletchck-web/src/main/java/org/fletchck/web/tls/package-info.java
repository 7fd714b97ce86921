/** The server's certificates and keys: read from PEM files, or created for a first start. */
@NullMarked
package org.fletchck.web.tls;

import org.jspecify.annotations.NullMarked;
