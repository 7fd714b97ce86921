package org.fletchck.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypesTest {

  @Test
  void rejectsTwoTypesWithSameName() {
    assertThatThrownBy(() -> Types.of(new First(), new Second()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two check types are named look")
        .hasMessageContaining(First.class.getName())
        .hasMessageContaining(Second.class.getName());
  }

  @Test
  void rejectsTypeWithDuplicateOptionNames() {
    CheckType twice =
        new First() {
          @Override
          public List<Option<?>> options() {
            return List.of(Option.text("a", "A"), Option.flag("a", "Again"));
          }
        };

    assertThatThrownBy(() -> Types.of(twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(twice.getClass().getName() + ": two of its options are named a");
  }

  @Test
  void keepsFirstOfTwoTypesAndReportsOther() {
    Types types = Types.of(new First()).and(Types.of(new Second()));

    assertThat(types.check("look")).containsInstanceOf(First.class);
    assertThat(types.problems()).hasSize(1).allMatch(Problem::isError);
  }

  @Test
  void findsNoTypeWhereNoneIsProvided() {
    assertThat(Types.discover().checks()).isEmpty();
    assertThat(Types.discover().actions()).isEmpty();
    assertThat(Types.discover().check("look")).isEmpty();
  }

  @Test
  void createsTypeFromCheckAlone() {
    CheckType type = CheckType.of("queue", "Fails when it is long.", context -> CheckResult.pass());

    assertThat(Types.of(type).check("queue")).contains(type);
    assertThat(type.options()).isEmpty();
    assertThat(type.create(Options.of(List.of(), Map.of()))).isNotNull();
  }

  @Test
  void createsTypeFromActionAlone() {
    Action action = (notification, context) -> {};
    ActionType type = ActionType.of("desk", "Rings a bell.", action);

    assertThat(Types.of(type).action("desk")).contains(type);
    assertThat(type.options()).isEmpty();
    assertThat(type.create(Options.of(List.of(), Map.of()))).isSameAs(action);
  }

  private static class First implements CheckType {
    @Override
    public String name() {
      return "look";
    }

    @Override
    public String summary() {
      return "Looks.";
    }

    @Override
    public List<Option<?>> options() {
      return List.of();
    }

    @Override
    public Check create(Options options) {
      return context -> CheckResult.pass();
    }
  }

  private static final class Second extends First {}
}
