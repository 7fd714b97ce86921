package org.fletchck.config;

import java.util.List;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Types;

/** Finds everything that is wrong with a site. */
final class Validator {

  private final SiteConfig site;
  private final Types types;
  private final Validation.Collector found = new Validation.Collector();

  Validator(SiteConfig site, Types types) {
    this.site = site;
    this.types = types;
  }

  Validation validate() {
    site.checks()
        .forEach(
            (name, check) -> {
              List<Problem> problems =
                  types
                      .check(check.type())
                      .map(type -> check.options(type).problems(Where.check(name) + ".options"))
                      .orElseGet(
                          () ->
                              List.of(
                                  Problem.error(
                                      Where.check(name) + ".type", "unknown check type", "")));
              problems.forEach(problem -> found.check(name, problem));
              if (problems.stream().anyMatch(Problem::isError)) {
                found.inertCheck(name);
              }
            });
    return found.done();
  }
}
