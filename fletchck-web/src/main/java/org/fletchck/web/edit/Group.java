package org.fletchck.web.edit;

import java.util.List;

/**
 * Fields that belong together.
 *
 * @param legend what they are about
 * @param fields the fields in their order
 */
public record Group(String legend, List<Field> fields) {}
