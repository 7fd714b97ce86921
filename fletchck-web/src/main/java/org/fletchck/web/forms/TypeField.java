package org.fletchck.web.forms;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.fletchck.config.CheckKeys;
import org.fletchck.spi.PluginType;
import org.fletchck.web.forms.Field.Choice;
import org.fletchck.web.forms.Field.Input;

/** The field for the type of a check or an action. */
final class TypeField {

  private TypeField() {}

  static Field of(
      Collection<? extends PluginType<?>> types, String chosen, FieldProblems fieldProblems) {
    List<Choice> choices = new ArrayList<>();
    String help = "Unknown type; its plugin may be missing";
    for (PluginType<?> type : types) {
      boolean is = type.name().equals(chosen);
      choices.add(new Choice(type.name(), type.name(), is));
      help = is ? type.summary().replaceFirst("\\.$", "") : help;
    }
    if (choices.stream().noneMatch(Choice::chosen)) {
      choices.add(0, new Choice(chosen, chosen, true));
    }
    String name = CheckKeys.TYPE.name();
    return new Field(
        name, name, help, Input.SELECT, chosen, "", choices, true, "", fieldProblems.at(name));
  }
}
