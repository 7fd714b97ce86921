/**
 * The JSON API under {@code /api/v1}: everything that the pages show and change, for programs.
 *
 * <p>Begin with {@link org.fletchck.web.api.Api}. A class per resource lists its {@code
 * Operation}s; from them come both the routes and the OpenAPI document, whose schemas and examples
 * are files beside this package. Errors are problem details (RFC 9457).
 */
@NullMarked
package org.fletchck.web.api;

import org.jspecify.annotations.NullMarked;
