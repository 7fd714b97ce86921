package org.fletchck.web.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fletchck.Site;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.Validation;
import org.fletchck.spi.Problem;

/** A form for a part of the configuration. */
interface EditForm {

  /** Returns the path of the part; empty for the whole file. */
  String path();

  /** Returns the mark of the part, which changes whenever the part does. */
  String mark(SiteConfig site);

  /** Returns the text of the trigger; empty if there is none. */
  default String trigger(SiteConfig site, FormInput formInput) {
    return "";
  }

  /** Returns the configuration with the input applied. */
  Draft draft(SiteConfig site, FormInput formInput);

  /** Returns the fields, filled with the input, or else with the current values. */
  List<FieldSection> groups(SiteConfig site, FormInput formInput, FieldProblems fieldProblems);

  /** Returns the problems of a draft: of the input, and of the resulting configuration. */
  default List<Problem> problems(Draft draft, Site site) {
    List<Problem> problems = new ArrayList<>(draft.wrong());
    boolean asItRuns = draft.after().equals(site.config());
    Validation found = asItRuns ? site.validation() : draft.after().validate(site.types());
    found.problems().stream().filter(problem -> concerns(problem.path())).forEach(problems::add);
    return problems;
  }

  /** Returns whether a path is within the part. */
  default boolean concerns(String where) {
    return where.equals(path()) || where.startsWith(path() + ".");
  }

  /** Returns the fields in which the input differs from the current values. */
  default List<Difference> differences(SiteConfig site, FormInput formInput) {
    FieldProblems none = new FieldProblems(List.of(), "");
    List<Field> there = FieldSection.fields(groups(site, FormInput.NOTHING, none)).toList();
    List<Difference> differences = new ArrayList<>();
    for (Field mine : FieldSection.fields(groups(site, formInput, none)).toList()) {
      there.stream()
          .filter(field -> field.name().equals(mine.name()))
          .map(field -> Difference.of(field, mine))
          .filter(d -> !Objects.equals(d.there(), d.typed()))
          .forEach(differences::add);
    }
    return differences;
  }
}
