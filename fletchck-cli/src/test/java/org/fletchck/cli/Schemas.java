package org.fletchck.cli;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFile;
import org.fletchck.config.SiteSchema;
import org.fletchck.config.Validation;
import org.fletchck.spi.Types;

/** What the schema, and what validation says of a site, written as JSON or with ' for ". */
final class Schemas {

  static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  static final Types TYPES = Types.discover();
  static final String TEXT = SiteFile.format(SiteSchema.of(TYPES));

  private static final Schema SCHEMA = REGISTRY.getSchema(TEXT, InputFormat.JSON);
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Schemas() {}

  static List<Error> errors(String site) {
    return SCHEMA.validate(json(site), InputFormat.JSON);
  }

  static Validation validation(String site) {
    return SiteConfig.of(SiteFile.parse(json(site))).inFolder(ROOT).validate(TYPES);
  }

  private static String json(String site) {
    return site.startsWith("{'") ? site.replace('\'', '"') : site;
  }
}
