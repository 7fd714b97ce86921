package org.fletchck.web.forms;

import java.util.List;

/**
 * The confirmation of a deletion.
 *
 * @param path the path of the entry to delete, relative to the base
 * @param back the path of the page to go back to, relative to the base
 * @param goes what is deleted along with it
 * @param mentions where it is used
 * @param obstacles the problems that the deletion would cause, and that prevent it
 * @param readOnly why nothing can be changed; empty if it can
 */
public record Deletion(
    String path,
    String back,
    String goes,
    List<String> mentions,
    List<String> obstacles,
    String readOnly) {}
