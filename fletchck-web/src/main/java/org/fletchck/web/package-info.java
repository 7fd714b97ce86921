/** The web pages, the JSON API and the metrics of a running site. */
@NullMarked
package org.fletchck.web;

import org.jspecify.annotations.NullMarked;
