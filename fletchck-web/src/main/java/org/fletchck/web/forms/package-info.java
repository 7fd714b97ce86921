/**
 * The pages that edit a site: {@link org.fletchck.web.forms.EditPages} adds them. A form has a
 * {@link org.fletchck.web.forms.Field} for each option that the types declare. Its input is
 * converted to values as a person would write them in the file, and saved by {@code FormSaver},
 * which reports conflicts and problems.
 */
@NullMarked
package org.fletchck.web.forms;

import org.jspecify.annotations.NullMarked;
