/**
 * The configuration of a site, as a value. Start at {@link org.fletchck.config.SiteFile}, which
 * reads and saves it, or at {@link org.fletchck.config.SiteConfig}, which represents it.
 *
 * <p>The content of the file is kept as plain Java values; everything else is a view of them. A
 * view never throws for an invalid value but returns the default: {@link
 * org.fletchck.config.SiteConfig#validate} reports all problems at once. An edit creates a new
 * value in which only that is changed, so that unknown keys are kept.
 */
@NullMarked
package org.fletchck.config;

import org.jspecify.annotations.NullMarked;
