package org.fletchck.web.forms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.CheckKeys;
import org.fletchck.config.ConfigPath;
import org.fletchck.config.Fingerprints;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Option;
import org.fletchck.spi.PluginType;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Types;
import org.jspecify.annotations.Nullable;

/** The form of a check. A new check has only its type at first. */
final class CheckForm implements EditForm {

  private static final List<Option<?>> JUDGING =
      List.of(CheckKeys.THRESHOLD, CheckKeys.WINDOW, CheckKeys.RECOVERY, CheckKeys.RETRIES);
  private static final List<Option<?>> NOTIFYING =
      List.of(
          CheckKeys.ACTIONS,
          CheckKeys.FAIL_ACTION,
          CheckKeys.PASS_ACTION,
          CheckKeys.REMINDER,
          CheckKeys.NOTE);
  private static final List<Option<?>> TOGETHER = List.of(CheckKeys.DEPENDS, CheckKeys.PRIORITY);
  private static final Set<Option<?>> APART = Set.of(CheckKeys.TYPE, CheckKeys.WAS);
  private static final List<Option<?>> MORE =
      CheckKeys.ALL.stream()
          .filter(key -> !APART.contains(key))
          .filter(
              key ->
                  Stream.of(JUDGING, NOTIFYING, TOGETHER).noneMatch(shown -> shown.contains(key)))
          .toList();

  private final String name;
  private final Types types;
  private final Fingerprints marks;
  private final Instant now;

  CheckForm(String name, Types types, Fingerprints marks, Instant now) {
    this.name = name;
    this.types = types;
    this.marks = marks;
    this.now = now;
  }

  @Override
  public String trigger(SiteConfig site, FormInput formInput) {
    return formInput
        .text(TriggerField.NAME)
        .orElse(TriggerField.shown(base(site, formInput).raw().get(TriggerField.NAME)));
  }

  @Override
  public String path() {
    return ConfigPath.check(name);
  }

  /** Returns a mark that also covers the sequences that run the check. */
  @Override
  public String mark(SiteConfig site) {
    CheckConfig check = site.checks().get(name);
    List<String> holders = new SequenceMembership(site, types, name).holders();
    return marks.of(Map.of("check", check == null ? "none" : check.raw(), "in", holders));
  }

  @Override
  public Draft draft(SiteConfig site, FormInput formInput) {
    CheckConfig before = base(site, formInput);
    List<Problem> wrong = new ArrayList<>();
    Set<String> given =
        groupsOf(site, type(before, formInput)).stream()
            .flatMap(group -> group.typedSecrets(formInput))
            .map(field -> path() + "." + field)
            .collect(Collectors.toSet());
    Consumer<Problem> report =
        p -> wrong.add(Problem.error(path() + "." + p.path(), p.message(), ""));
    CheckConfig filledIn = CheckConfig.of(name, filledIn(site, before, formInput, report));
    CheckConfig spelled = PauseField.spelled(filledIn, before, now, site.zone(), report);
    CheckConfig after = ClonePause.saved(spelled, before);
    SiteConfig changed = after.equals(site.checks().get(name)) ? site : site.withCheck(after);
    if (formInput.has(SequenceMembership.FIELD)) {
      changed =
          new SequenceMembership(changed, types, name)
              .with(formInput.ticked(SequenceMembership.FIELD));
    }
    return new Draft(mark(site), changed, wrong, given);
  }

  private Map<String, Object> filledIn(
      SiteConfig site, CheckConfig before, FormInput formInput, Consumer<Problem> wrong) {
    String type = type(before, formInput);
    Map<String, Object> raw = new LinkedHashMap<>(before.raw());
    raw.put(CheckKeys.TYPE.name(), type);
    put(raw, TriggerField.NAME, TriggerField.read(formInput, raw.get(TriggerField.NAME), wrong));
    raw = new LinkedHashMap<>(keys(site, CheckKeys.ALL).apply(raw, formInput));
    OptionsObject options = new OptionsObject(raw);
    if (!type.equals(before.type())) {
      options.drop(declared(before.type()), declared(type));
    }
    Map<String, Object> result = options.apply(optionsOf(site, type), formInput);
    return site.checks().containsKey(name)
        ? result
        : NewEntryDefaults.ordered(result, declared(type));
  }

  private static void put(Map<String, Object> raw, String key, @Nullable Object value) {
    if (value != null) {
      raw.put(key, value);
    } else if (raw.get(key) != null) {
      raw.remove(key);
    }
  }

  @Override
  public List<FieldSection> groups(
      SiteConfig site, FormInput formInput, FieldProblems fieldProblems) {
    CheckConfig check = base(site, formInput);
    String type = type(check, formInput);
    Map<String, Object> raw = check.raw();
    List<Field> first = new ArrayList<>();
    first.add(TypeField.of(types.checks(), type, fieldProblems));
    first.add(TriggerField.field(raw.get(TriggerField.NAME), formInput, fieldProblems));
    List<Field> together =
        new ArrayList<>(keys(site, TOGETHER).fields(raw, formInput, fieldProblems));
    together.add(new SequenceMembership(site, types, name).field(formInput, fieldProblems));
    List<Field> more =
        keys(site, MORE).fields(raw, formInput, fieldProblems).stream()
            .map(PauseField::explained)
            .toList();
    return List.of(
        new FieldSection("Type and trigger", first),
        new FieldSection(
            "Options of " + type,
            optionsOf(site, type).fields(OptionsObject.in(raw), formInput, fieldProblems)),
        new FieldSection(
            "Pass and fail", keys(site, JUDGING).fields(raw, formInput, fieldProblems)),
        new FieldSection(
            "Notifications", keys(site, NOTIFYING).fields(raw, formInput, fieldProblems)),
        new FieldSection("Dependencies and sequences", together),
        new FieldSection("More", more));
  }

  private CheckConfig base(SiteConfig site, FormInput formInput) {
    CheckConfig there = site.checks().get(name);
    return there != null
        ? there
        : NewEntryDefaults.check(name, formInput.word("type").orElse(""), types);
  }

  private static String type(CheckConfig check, FormInput formInput) {
    return formInput.word(CheckKeys.TYPE.name()).orElse(check.type());
  }

  private List<FieldGroup> groupsOf(SiteConfig site, String type) {
    return List.of(keys(site, CheckKeys.ALL), optionsOf(site, type));
  }

  private FieldGroup keys(SiteConfig site, List<Option<?>> keys) {
    List<Option<?>> shown = keys.stream().filter(key -> !APART.contains(key)).toList();
    return new FieldGroup("", shown, new NameChoices(site, name)::of, site.allowExec());
  }

  private FieldGroup optionsOf(SiteConfig site, String type) {
    return new FieldGroup(
        OptionsObject.PREFIX, declared(type), new NameChoices(site, name)::of, site.allowExec());
  }

  private List<Option<?>> declared(String type) {
    Optional<CheckType> known = types.check(type);
    return OptionsObject.declared(known.<PluginType<?>>map(t -> t), CheckKeys.COMMON_OPTIONS);
  }
}
