/** Certificates and keys of this server: read from PEM files, or made for a first start. */
@NullMarked
package org.fletchck.web.tls;

import org.jspecify.annotations.NullMarked;
