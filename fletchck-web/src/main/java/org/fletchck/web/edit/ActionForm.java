package org.fletchck.web.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.ActionKeys;
import org.fletchck.config.Fingerprints;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.Where;
import org.fletchck.spi.Option;
import org.fletchck.spi.PluginType;
import org.fletchck.spi.Types;

/** An action as a form. One that isn't there yet begins with its type alone. */
final class ActionForm implements Form {

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
    return Where.action(name);
  }

  @Override
  public String mark(SiteConfig site) {
    ActionConfig action = site.actions().get(name);
    return marks.of(
        Map.of(
            "action",
            action == null ? "none" : action.raw(),
            Notifying.FIELD,
            new Notifying(site, name).checks()));
  }

  @Override
  public Draft draft(SiteConfig site, Typed typed) {
    ActionConfig before = base(site, typed);
    String type = typed.word(TYPE).orElse(before.type());
    FieldGroup group = group(site, type);
    Map<String, Object> raw = new LinkedHashMap<>(before.raw());
    raw.put(TYPE, type);
    OptionsObject options = new OptionsObject(raw);
    if (!type.equals(before.type())) {
      options.drop(declared(before.type()), declared(type));
    }
    Map<String, Object> filledIn = options.apply(group, typed);
    boolean fresh = !site.actions().containsKey(name);
    ActionConfig after =
        ActionConfig.of(name, fresh ? Fresh.ordered(filledIn, declared(type)) : filledIn);
    SiteConfig changed = after.equals(site.actions().get(name)) ? site : site.withAction(after);
    if (typed.has(Notifying.FIELD)) {
      changed = new Notifying(changed, name).with(typed.ticked(Notifying.FIELD));
    }
    Set<String> given =
        group.typedSecrets(typed).map(field -> path() + "." + field).collect(Collectors.toSet());
    return new Draft(mark(site), changed, List.of(), given);
  }

  @Override
  public List<Group> groups(SiteConfig site, Typed typed, Findings findings) {
    ActionConfig action = base(site, typed);
    String type = typed.word(TYPE).orElse(action.type());
    List<Group> groups = new ArrayList<>();
    groups.add(new Group("What", List.of(TypeField.of(types.actions(), type, findings))));
    if (!site.checks().isEmpty()) {
      groups.add(new Group("Who", List.of(new Notifying(site, name).field(typed, findings))));
    }
    groups.add(
        new Group(
            "Options of " + type,
            group(site, type).fields(OptionsObject.in(action.raw()), typed, findings)));
    return groups;
  }

  private ActionConfig base(SiteConfig site, Typed typed) {
    ActionConfig there = site.actions().get(name);
    return there != null ? there : Fresh.action(name, typed.word(TYPE).orElse(""), types);
  }

  private FieldGroup group(SiteConfig site, String type) {
    return new FieldGroup(
        OptionsObject.PREFIX, declared(type), new Names(site, "")::of, site.allowExec());
  }

  private List<Option<?>> declared(String type) {
    return OptionsObject.declared(
        types.action(type).<PluginType<?>>map(t -> t), ActionKeys.COMMON_OPTIONS);
  }
}
