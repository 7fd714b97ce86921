package org.fletchck.web.forms;

import java.util.List;

/**
 * How something that was asked for ended.
 *
 * @param good whether it went well
 * @param headline what happened
 * @param lines what there is to say of it
 * @param back the path, below the base, to go on to
 */
public record RunOutcome(boolean good, String headline, List<String> lines, String back) {}
