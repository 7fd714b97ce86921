/**
 * Pages that change things: {@link org.fletchck.web.forms.Editing} adds them. A form is made of the
 * options that types declare ({@link org.fletchck.web.forms.Field}); what comes back is turned into
 * raw values that stand in the file as a person would write them, and saved by one class, {@code
 * Saver}, which tells of conflicts and of what is wrong.
 */
@NullMarked
package org.fletchck.web.forms;

import org.jspecify.annotations.NullMarked;
