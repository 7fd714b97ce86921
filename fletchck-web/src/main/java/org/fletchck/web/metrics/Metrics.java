package org.fletchck.web.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.fletchck.Site;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;

/** The metrics and health of a site. Safe for use by several threads. */
public final class Metrics {

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ExpositionFormats formats = ExpositionFormats.init();
  private final HealthEndpoint health;

  /** Creates the metrics of a site, which are read on each request. */
  public Metrics(Site site) {
    health = new HealthEndpoint(site);
    registry.register(new SiteCollector(site));
    registry.register(new JvmCollector());
  }

  /** Adds {@code /metrics} and {@code /healthz}. */
  public void addTo(Routes routes) {
    routes.get("/metrics", Access.READ, this::metrics);
    routes.get("/healthz", Access.PUBLIC, health::answer);
  }

  /** Responds in the format that {@code Accept} asks for: OpenMetrics, or text format 0.0.4. */
  private Response metrics(Request request) throws IOException {
    ExpositionFormatWriter writer = formats.findWriter(request.header("Accept").orElse(""));
    ExpositionFormatWriter text =
        writer.isAvailable() ? writer : formats.getPrometheusTextFormatWriter();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text.write(out, registry.scrape());
    return Response.of(200, text.getContentType(), out.toByteArray());
  }
}
