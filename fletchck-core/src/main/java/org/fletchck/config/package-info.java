/**
 * The configuration of a site, as a value. Enter at {@link org.fletchck.config.SiteFile}, which
 * reads and saves it, or at {@link org.fletchck.config.SiteConfig}, which holds it.
 *
 * <p>What stands in the file is kept as plain Java values; everything else is a view on them. A
 * view never throws for a wrong value but returns the default: what is wrong is reported by {@link
 * org.fletchck.config.SiteConfig#validate}, all of it at once. An edit makes a new value in which
 * only that is changed, so that unknown keys survive.
 */
@NullMarked
package org.fletchck.config;

import org.jspecify.annotations.NullMarked;
