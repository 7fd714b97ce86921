/**
 * The pages that show a site: {@link org.fletchck.web.pages.Pages} adds them all. One class per
 * page makes what its template shows; {@link org.fletchck.web.pages.Overview} is what they begin
 * with.
 */
@NullMarked
package org.fletchck.web.pages;

import org.jspecify.annotations.NullMarked;
