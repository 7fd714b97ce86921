/** What all pages share: the templates, the frame around each page, and how values are written. */
@NullMarked
package org.fletchck.web.layout;

import org.jspecify.annotations.NullMarked;
