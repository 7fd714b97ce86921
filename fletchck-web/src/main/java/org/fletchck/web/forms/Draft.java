package org.fletchck.web.forms;

import java.util.List;
import java.util.Set;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Problem;

/**
 * A configuration with the input of a form, not saved yet.
 *
 * @param mark identifies the state of the edited part before the change
 * @param after the configuration after the change
 * @param wrong the problems of input that can't be applied
 * @param given the paths of secrets that were entered again
 */
record Draft(String mark, SiteConfig after, List<Problem> wrong, Set<String> given) {}
