package org.fletchck.web.forms;

import java.util.List;

/**
 * A question for a name.
 *
 * @param path the path of what gets it, below the base
 * @param back the path of the page to go back to, below the base
 * @param command what is done with it: rename or clone
 * @param suggested what stands there at first
 * @param problem what was wrong with the last answer; empty at first
 * @param members the checks that can be taken along
 * @param readOnly why it can't be done here; empty if it can
 */
public record NameQuestion(
    String path,
    String back,
    String command,
    String suggested,
    String problem,
    List<String> members,
    String readOnly) {}
