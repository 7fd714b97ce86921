/** Endpoints for other monitors: {@code /metrics} for Prometheus, and {@code /healthz}. */
@NullMarked
package org.fletchck.web.metrics;

import org.jspecify.annotations.NullMarked;
