package org.fletchck.web.forms;

import java.util.List;

/**
 * What the page of the whole site shows.
 *
 * @param form the form
 * @param working parts of the program beside the engine that work, such as a connection, and how
 * @param saved whether it was saved a moment ago
 */
public record SiteView(FormView form, List<String> working, boolean saved) {}
