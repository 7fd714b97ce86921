package org.fletchck.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.CheckState;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Options;
import org.fletchck.spi.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TempCheckTypeTest extends CheckTypeContract {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n";

  @Override
  CheckType type() {
    return new TempCheckType();
  }

  @Override
  Map<String, Object> required() {
    return Map.of("hostname", "sensor.example.org");
  }

  @Override
  Map<String, String> defaults() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("hostname", "");
    all.put("port", "80");
    all.put("timeout", "10");
    all.put("temperature", "50");
    all.put("hysteresis", "2");
    return all;
  }

  private static String sensor(String reading) {
    return "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><root><all><title>Rack</title><vs1>"
        + reading
        + "</vs1><vs2>40 %RH</vs2></all></root>";
  }

  private Ran ask(TestServer.Handler handler, Object... options) throws IOException {
    try (TestServer server = TestServer.plain(handler)) {
      return Ran.check(type(), options(server, options));
    }
  }

  private static Map<String, Object> options(TestServer server, Object... options) {
    Map<String, Object> all = Ran.map(options);
    all.put("hostname", "127.0.0.1");
    all.put("port", server.port());
    return all;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          23.5 \u00b0C     | 23.5 \u00b0C
          23.5&#176;C      | 23.5 \u00b0C
          ' -4,0 C '       | -4 \u00b0C
          50 \u00baC       | 50 \u00b0C
          <![CDATA[7 C]]>  | 7 \u00b0C
          """)
  void passesBelowTheLimit(String reading, String level) throws IOException {
    Ran ran = ask(TestServer.answer(OK + sensor(reading)));
    assertThat(ran.passed()).as(ran.reason()).isTrue();
    assertThat(ran.result().level()).contains(level);
    assertThat(ran.log()).contains("temperature " + level);
    assertThat(ran.phases()).containsOnlyKeys("resolve", "connect", "first", "total");
  }

  @Test
  void requestsSensorReadings() throws IOException {
    try (TestServer server = TestServer.plain(TestServer.answer(OK + sensor("20 C")))) {
      Ran.check(type(), options(server));
      assertThat(server.requests()).singleElement().asString().startsWith("GET /event.xml HTTP/1");
    }
  }

  @Test
  void decodesDocumentInLatin1() throws IOException {
    byte[] answer = (OK + sensor("23.5 \u00b0C")).getBytes(StandardCharsets.ISO_8859_1);
    Ran ran =
        ask(
            talk -> {
              talk.request();
              talk.send(answer);
            });
    assertThat(ran.result().level()).contains("23.5 \u00b0C");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void decodesDocumentWithByteOrderMark(String charset) throws IOException {
    String document = "\ufeff<?xml version=\"1.0\"?><all><vs1>-3.5 \u00b0C</vs1></all>";
    Ran ran =
        ask(
            talk -> {
              talk.request();
              talk.send(OK);
              talk.send(document.getBytes(Charset.forName(charset)));
            });
    assertThat(ran.reason()).isEmpty();
    assertThat(ran.result().level()).contains("-3.5 \u00b0C");
  }

  @Test
  void failsAboveLimitAndStaysFailingWithinHysteresis() throws IOException {
    assertThat(ask(TestServer.answer(OK + sensor("50.1 C"))).reason())
        .isEqualTo("temperature 50.1 \u00b0C, above 50 \u00b0C");
    try (TestServer server = TestServer.plain(TestServer.answer(OK + sensor("48.5 C")))) {
      Ran ran =
          Ran.check(
              type().create(Options.of(type().options(), options(server))),
              Duration.ofSeconds(10),
              CheckState.UNKNOWN.withStatus(Status.FAIL));
      assertThat(ran.reason()).isEqualTo("temperature 48.5 \u00b0C, not yet below 48 \u00b0C");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <root><all><vs1>n/a</vs1></all></root>    | the sensor reports "n/a", not degrees Celsius
          <root><all><vs1>75.2 \u00b0F</vs1></all></root> | the sensor reports "75.2 \u00b0F", not degrees Celsius
          <root><all><vs2>7 C</vs2></all></root>    | the response has no element all/vs1
          <root><some><vs1>7 C</vs1></some></root>  | the response has no element all/vs1
          <root><all><vs1>7 C                       | the response is not the XML of a Comet web sensor
          Hello                                     | the response is not the XML of a Comet web sensor
          """)
  void reportsMissingOrInvalidReading(String document, String reason) throws IOException {
    assertThat(ask(TestServer.answer(OK + document)).reason()).isEqualTo(reason);
  }

  @Test
  void failsOnUnexpectedHttpStatus() throws IOException {
    assertThat(ask(TestServer.answer("HTTP/1.1 404 Not Found\r\n\r\n")).reason())
        .isEqualTo("HTTP 404 Not Found for /event.xml: is this a Comet web sensor?");
  }

  @Test
  void doesNotExpandXmlEntities(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "21 C");
    Path dtd = Files.writeString(folder.resolve("dtd"), "<!ENTITY here \"21 C\">");
    for (String type :
        new String[] {
          "<!DOCTYPE root [<!ENTITY here SYSTEM \"" + secret.toUri() + "\">]>",
          "<!DOCTYPE root SYSTEM \"" + dtd.toUri() + "\">",
          "<!DOCTYPE root [<!ENTITY here \"21 C\">]>",
        }) {
      Ran ran = ask(TestServer.answer(OK + type + "<root><all><vs1>&here;</vs1></all></root>"));
      assertThat(ran.passed()).as(type).isFalse();
      assertThat(ran.reason()).doesNotContain("21");
    }
  }

  @Test
  void timesOutWithoutAnswer() throws IOException {
    Ran ran = ask(talk -> talk.pause(60_000), "timeout", 1);
    assertThat(ran.reason())
        .matches("no answer within 1 s, while waiting for the response from .*");
    ran.assertEndedAt(Duration.ofSeconds(1));
  }

  @Test
  void timesOutWhenAnswerTrickles() throws IOException {
    Ran ran =
        ask(
            talk -> {
              talk.request();
              talk.send(OK + "<root><all>");
              while (talk.pause(50)) {
                talk.send(" ");
              }
            },
            "timeout",
            1);
    assertThat(ran.reason()).matches("no answer within 1 s, while reading the response from .*");
    ran.assertEndedAt(Duration.ofSeconds(1));
  }

  @Test
  void printsNothingToStandardErrorOnBrokenXml() {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      for (String broken :
          List.of("<root><all></root>", "<a>&x;</a>", "<!DOCTYPE a [<!ENTITY", "\0")) {
        assertThatThrownBy(() -> SensorReading.degrees(broken)).isInstanceOf(IOException.class);
      }
    } finally {
      System.setErr(before);
    }
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }
}
