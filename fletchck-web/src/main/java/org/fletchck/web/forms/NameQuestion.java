package org.fletchck.web.forms;

import java.util.List;

/**
 * A page that asks for a name.
 *
 * @param path the path of the entry, relative to the base
 * @param back the path of the page to go back to, relative to the base
 * @param command what the name is for: rename or clone
 * @param suggested the initial value
 * @param problem the problem of the last answer; empty at first
 * @param members the checks that can be cloned too
 * @param readOnly why nothing can be changed; empty if it can
 */
public record NameQuestion(
    String path,
    String back,
    String command,
    String suggested,
    String problem,
    List<String> members,
    String readOnly) {}
