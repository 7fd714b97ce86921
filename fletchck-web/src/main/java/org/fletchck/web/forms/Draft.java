package org.fletchck.web.forms;

import java.util.List;
import java.util.Set;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Problem;

/**
 * A configuration with what was typed in it, not saved yet.
 *
 * @param mark tells what the edited part was before from anything else
 * @param after the configuration as it would be
 * @param wrong what was typed and can't be taken over
 * @param given paths of secrets that were typed again
 */
record Draft(String mark, SiteConfig after, List<Problem> wrong, Set<String> given) {}
