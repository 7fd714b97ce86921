/**
 * The web pages, the JSON API and the metrics of a running site. {@link org.fletchck.web.WebServer}
 * is the entry point.
 */
@NullMarked
package org.fletchck.web;

import org.jspecify.annotations.NullMarked;
