package org.fletchck.web.forms;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fletchck.Site;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.Validation;
import org.fletchck.spi.Problem;

/** A part of the configuration as a form: shown, filled in, and put back. */
interface EditForm {

  /** Returns the path of the part; empty for the whole file. */
  String path();

  /** Returns the mark of the part, another one after each change of it. */
  String mark(SiteConfig site);

  /** Returns the text of the trigger; empty where there is none. */
  default String trigger(SiteConfig site, FormInput formInput) {
    return "";
  }

  /** Returns the configuration with what was typed. */
  Draft draft(SiteConfig site, FormInput formInput);

  /** Returns the fields, filled with what was typed, else with what is there. */
  List<FieldSection> groups(SiteConfig site, FormInput formInput, FieldProblems fieldProblems);

  /** Returns what is wrong with a draft: what was typed, and what comes of it. */
  default List<Problem> problems(Draft draft, Site site) {
    List<Problem> problems = new ArrayList<>(draft.wrong());
    boolean asItRuns = draft.after().equals(site.config());
    Validation found = asItRuns ? site.validation() : draft.after().validate(site.types());
    found.problems().stream().filter(problem -> concerns(problem.path())).forEach(problems::add);
    return problems;
  }

  /** Tells whether a path is within the part. */
  default boolean concerns(String where) {
    return where.equals(path()) || where.startsWith(path() + ".");
  }

  /** Returns the fields in which what was typed differs from what is there. */
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
