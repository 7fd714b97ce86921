package org.fletchck.actions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.fletchck.spi.ActionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the types of this module. */
class ActionTypesTest {

  static Stream<ActionType> types() {
    return Stream.of(
        new LogActionType(),
        new EmailActionType(),
        new SmsActionType(),
        new CksmsActionType(),
        new WebhookActionType(),
        new ExecActionType());
  }

  @Test
  void discoversTypesInDocumentedOrder() {
    assertThat(ServiceLoader.load(ActionType.class))
        .extracting(ActionType::name)
        .containsExactly("log", "email", "sms", "cksms", "webhook", "exec");
  }

  @ParameterizedTest
  @MethodSource("types")
  void hasPublicConstantForEachOption(ActionType type) {
    assertThat(type.getClass().getFields())
        .extracting(constant -> constant.get(null))
        .containsExactlyInAnyOrderElementsOf(type.options());
  }
}
