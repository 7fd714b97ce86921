/** What all pages share: the templates, the layout of a page, and the format of values. */
@NullMarked
package org.fletchck.web.layout;

import org.jspecify.annotations.NullMarked;
