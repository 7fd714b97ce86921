package org.fletchck.web.forms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.ActionKeys;
import org.fletchck.config.ConfigPath;
import org.fletchck.config.Fingerprints;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Option;
import org.fletchck.spi.PluginType;
import org.fletchck.spi.Types;

/** The form of an action. A new action has only its type at first. */
final class ActionForm implements EditForm {

  private static final String TYPE = ActionKeys.TYPE.name();

  private final String name;
  private final Types types;
  private final Fingerprints marks;

  ActionForm(String name, Types types, Fingerprints marks) {
    this.name = name;
    this.types = types;
    this.marks = marks;
  }

  @Override
  public String path() {
    return ConfigPath.action(name);
  }

  @Override
  public String mark(SiteConfig site) {
    ActionConfig action = site.actions().get(name);
    return marks.of(
        Map.of(
            "action",
            action == null ? "none" : action.raw(),
            NotifyingChecks.FIELD,
            new NotifyingChecks(site, name).checks()));
  }

  @Override
  public Draft draft(SiteConfig site, FormInput formInput) {
    ActionConfig before = base(site, formInput);
    String type = formInput.word(TYPE).orElse(before.type());
    FieldGroup group = group(site, type);
    Map<String, Object> raw = new LinkedHashMap<>(before.raw());
    raw.put(TYPE, type);
    OptionsObject options = new OptionsObject(raw);
    if (!type.equals(before.type())) {
      options.drop(declared(before.type()), declared(type));
    }
    Map<String, Object> filledIn = options.apply(group, formInput);
    boolean fresh = !site.actions().containsKey(name);
    ActionConfig after =
        ActionConfig.of(
            name, fresh ? NewEntryDefaults.ordered(filledIn, declared(type)) : filledIn);
    SiteConfig changed = after.equals(site.actions().get(name)) ? site : site.withAction(after);
    if (formInput.has(NotifyingChecks.FIELD)) {
      changed = new NotifyingChecks(changed, name).with(formInput.ticked(NotifyingChecks.FIELD));
    }
    Set<String> given =
        group
            .typedSecrets(formInput)
            .map(field -> path() + "." + field)
            .collect(Collectors.toSet());
    return new Draft(mark(site), changed, List.of(), given);
  }

  @Override
  public List<FieldSection> groups(
      SiteConfig site, FormInput formInput, FieldProblems fieldProblems) {
    ActionConfig action = base(site, formInput);
    String type = formInput.word(TYPE).orElse(action.type());
    List<FieldSection> groups = new ArrayList<>();
    groups.add(
        new FieldSection("Type", List.of(TypeField.of(types.actions(), type, fieldProblems))));
    if (!site.checks().isEmpty()) {
      groups.add(
          new FieldSection(
              "Checks", List.of(new NotifyingChecks(site, name).field(formInput, fieldProblems))));
    }
    groups.add(
        new FieldSection(
            "Options of " + type,
            group(site, type).fields(OptionsObject.in(action.raw()), formInput, fieldProblems)));
    return groups;
  }

  private ActionConfig base(SiteConfig site, FormInput formInput) {
    ActionConfig there = site.actions().get(name);
    return there != null
        ? there
        : NewEntryDefaults.action(name, formInput.word(TYPE).orElse(""), types);
  }

  private FieldGroup group(SiteConfig site, String type) {
    return new FieldGroup(
        OptionsObject.PREFIX, declared(type), new NameChoices(site, "")::of, site.allowExec());
  }

  private List<Option<?>> declared(String type) {
    return OptionsObject.declared(
        types.action(type).<PluginType<?>>map(t -> t), ActionKeys.COMMON_OPTIONS);
  }
}
