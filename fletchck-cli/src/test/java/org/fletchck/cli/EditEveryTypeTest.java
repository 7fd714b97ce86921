package org.fletchck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.config.CheckKeys;
import org.fletchck.config.SiteFile;
import org.fletchck.spi.Option;
import org.fletchck.spi.PluginType;
import org.fletchck.spi.Types;
import org.fletchck.web.auth.Accounts;
import org.fletchck.web.auth.PasswordCheck;
import org.fletchck.web.forms.EditPages;
import org.fletchck.web.forms.HtmlForm;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.Caller;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.layout.Templates;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type of the distribution can be edited on a page. */
class EditEveryTypeTest {

  private static final Types TYPES = Types.discover();
  private static final Templates VIEWS = new Templates();
  private static final Caller ALICE = new Caller("alice", Access.WRITE, "token");

  /** Ways in which a value may stand in a file, be it right or wrong. */
  private enum Way {
    USUAL,
    AS_TEXT,
    ODD
  }

  @TempDir private Path folder;

  static Stream<PluginType<?>> checks() {
    return TYPES.checks().stream().map(type -> type);
  }

  static Stream<PluginType<?>> actions() {
    return TYPES.actions().stream().map(type -> type);
  }

  @ParameterizedTest
  @MethodSource("checks")
  void savesUntouchedCheckUnchanged(PluginType<?> type) throws Exception {
    for (Way way : Way.values()) {
      untouched("checks", type, way, values(CheckKeys.ALL, way));
    }
  }

  @ParameterizedTest
  @MethodSource("actions")
  void savesUntouchedActionUnchanged(PluginType<?> type) throws Exception {
    for (Way way : Way.values()) {
      untouched("actions", type, way, new LinkedHashMap<>());
    }
  }

  @ParameterizedTest
  @MethodSource("checks")
  void showsEveryOptionOfANewCheck(PluginType<?> type) throws Exception {
    try (Site site = Site.with(TYPES).onDemand().open(SiteFile.read(file("{}")).config())) {
      String page = answer(routes(site), Request.get("/new?type=" + type.name())).text();
      for (Option<?> option : type.options()) {
        assertThat(page).contains("name=\"options." + option.name() + '"');
      }
    }
  }

  private void untouched(String section, PluginType<?> type, Way way, Map<String, Object> entry)
      throws Exception {
    entry.put("type", type.name());
    entry.put("options", values(type.options(), way));
    String json = SiteFile.format(Map.of(section, Map.of("it", entry)));
    Path file = file(json);
    try (Site site = Site.with(TYPES).onDemand().open(SiteFile.read(file).config())) {
      Routes routes = routes(site);
      String page = "/" + section + "/it/edit";
      HtmlForm form = HtmlForm.in(answer(routes, Request.get(page)).text(), page);

      Response answer = answer(routes, form.sent(ALICE));

      assertThat(answer.status()).as(way.toString()).isEqualTo(303);
      assertThat(Files.readString(file)).isEqualTo(json);
    }
  }

  private Path file(String json) throws Exception {
    return Files.writeString(folder.resolve("site.conf"), json);
  }

  private Routes routes(Site site) {
    Routes routes = new Routes();
    PasswordCheck passwords = new PasswordCheck(System::nanoTime, () -> Accounts.of(site.config()));
    SiteEditor editor = SiteEditor.inFile(site, folder.resolve("site.conf"));
    new EditPages(site, editor, VIEWS, passwords).addTo(routes);
    return routes;
  }

  private static Response answer(Routes routes, Request request) throws Exception {
    return routes.handle(request.by(ALICE));
  }

  private static Map<String, Object> values(List<Option<?>> options, Way way) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Option<?> option : options) {
      List<String> names = option.names();
      values.put(names.get(way == Way.ODD ? names.size() - 1 : 0), value(option, way));
    }
    return values;
  }

  private static Object value(Option<?> option, Way way) {
    if (way == Way.ODD) {
      return List.of(1.0, true, 2.50, Map.of("deep", "${env:HOME}"))
          .get(option.name().length() % 4);
    }
    Object usual =
        switch (option.kind()) {
          case TEXT -> "one\r\ntwo \\ \"<&";
          case INTEGER -> 7;
          case NUMBER, SECONDS -> 2.50;
          case FLAG -> false;
          case CHOICE -> option.choices().get(option.choices().size() - 1);
          case LIST, CHECKS -> new ArrayList<>(List.of("b", "a"));
          case MAP -> new LinkedHashMap<>(Map.of("/a", 1, "// why", "comment"));
        };
    return way == Way.USUAL ? usual : usual.toString();
  }
}
