package org.fletchck.web.forms;

import java.util.List;

/**
 * What goes when something is deleted.
 *
 * @param path the path of what is to be deleted, below the base
 * @param back the path of the page to go back to, below the base
 * @param goes what goes with it
 * @param mentions where it is named
 * @param obstacles what would be wrong then, so that it can't be done
 * @param readOnly why it can't be done here; empty if it can
 */
public record Deletion(
    String path,
    String back,
    String goes,
    List<String> mentions,
    List<String> obstacles,
    String readOnly) {}
