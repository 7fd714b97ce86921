package org.fletchck.web.forms;

import java.util.List;

/**
 * What the page of the site's settings shows.
 *
 * @param form the form
 * @param working the components that work, such as a connection, with details
 * @param saved whether the form has just been saved
 */
public record SiteView(FormView form, List<String> working, boolean saved) {}
