/**
 * The pages that show a site: {@link org.fletchck.web.pages.Pages} adds them all. One class per
 * page prepares what its template shows, starting from an {@link org.fletchck.web.pages.Overview}.
 */
@NullMarked
package org.fletchck.web.pages;

import org.jspecify.annotations.NullMarked;
