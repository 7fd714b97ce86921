package org.fletchck.web.forms;

import java.util.List;

/**
 * The outcome of a requested run or change.
 *
 * @param good whether it succeeded
 * @param headline what happened
 * @param lines the details
 * @param back the path of the page to continue with, relative to the base
 */
public record RunOutcome(boolean good, String headline, List<String> lines, String back) {}
