package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fletchck.spi.CheckType;
import org.junit.jupiter.api.Test;

class UpsTestCheckTypeTest extends CheckTypeContract {

  @Override
  CheckType type() {
    return new UpsTestCheckType();
  }

  @Override
  Map<String, Object> required() {
    return Map.of("serialPort", "/dev/ttyUSB0");
  }

  @Override
  Map<String, String> defaults() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("serialPort", "");
    all.put("timeout", "300");
    return all;
  }

  @Test
  void isNeitherRepeatableNorNetworkCheck() {
    assertThat(type().repeatable()).isFalse();
    assertThat(type().overNetwork()).isFalse();
  }

  @Test
  void reportsMissingSerialPort() {
    assertThat(Ran.check(type(), "serialPort", "/dev/no-such-port").reason())
        .isEqualTo("there is no serial port /dev/no-such-port: is the UPS plugged in?");
  }
}
