/**
 * The pages that show a site: {@link org.fletchck.web.page.Pages} adds them all. One class per page
 * makes what its template shows; {@link org.fletchck.web.page.Overview} is what they begin with.
 */
@NullMarked
package org.fletchck.web.page;

import org.jspecify.annotations.NullMarked;
