package org.fletchck.mqtt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFile;
import org.fletchck.spi.CheckResult;
import org.fletchck.spi.CheckType;
import org.fletchck.spi.Problem;
import org.fletchck.spi.Status;
import org.fletchck.spi.Types;
import org.fletchck.state.RunReport;
import org.fletchck.state.SiteListener;
import org.fletchck.state.Store;
import org.fletchck.testing.ManualScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceptionTest {

  private static final SiteConfig ADDING = with(Map.of("basetopic", "#", "autoaddMax", 50));

  private final Store store = Store.inMemory();
  private final AtomicInteger applied = new AtomicInteger();
  private final List<String> logged = Collections.synchronizedList(new ArrayList<>());
  private final List<String> withdrawn = Collections.synchronizedList(new ArrayList<>());
  private final BridgeWorker worker = new BridgeWorker();
  private Site site;
  private SiteEditor editor;
  private Reception reception;
  private TopicClearing clearing;

  private static SiteConfig with(Map<String, Object> mqtt) {
    return SiteConfig.empty().with("grace", 0).with("timezone", "UTC").with("mqtt", mqtt);
  }

  private void open(SiteConfig config) {
    open(config, SiteEditor::inMemory);
  }

  private void open(SiteConfig config, Function<Site, SiteEditor> how) {
    CheckType own = CheckType.of("own", "Passes.", context -> CheckResult.pass());
    site =
        Site.with(Types.of(new RemoteCheckType(), own))
            .scheduler(new ManualScheduler(Instance.START, 1))
            .store(store)
            .listener(
                new SiteListener() {
                  @Override
                  public void configured(SiteConfig now, List<Problem> problems) {
                    applied.incrementAndGet();
                  }
                })
            .open(config);
    editor = how.apply(site);
    BridgeState bridgeState = new BridgeState(site);
    clearing = new TopicClearing(bridgeState, worker, withdrawn::add);
    reception =
        new Reception(
            site, worker, new AutoAdd(editor, bridgeState), clearing, new OnceLog(logged::add));
    reception.configured(site.config());
    reception.connected();
  }

  @AfterEach
  void end() {
    worker.close();
    site.close();
  }

  private void edit(java.util.function.UnaryOperator<SiteConfig> change) throws Exception {
    editor.edit(change);
    onWorker(() -> reception.configured(site.config()));
  }

  /** Waits until the worker has done all that it was asked for before. */
  private void onWorker(Runnable work) throws Exception {
    CompletableFuture<Void> done = new CompletableFuture<>();
    worker.execute(
        () -> {
          work.run();
          done.complete(null);
        });
    done.get(10, TimeUnit.SECONDS);
  }

  private void hear(String name, boolean fails) {
    reception.received(Messages.live("t/" + name, Messages.state(name, fails)));
  }

  private void awaitStatus(String check, Status status) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> site.state(check).filter(s -> s.status() == status).isPresent());
  }

  @Test
  void addsThousandNewChecksInFewConfigurationChanges() {
    open(with(Map.of("basetopic", "#")));
    for (int i = 0; i < 1_000; i++) {
      hear("far " + i, false);
    }

    awaitStatus("far 999", Status.PASS);

    assertThat(site.config().checks()).hasSize(1_000);
    assertThat(applied).hasValueLessThan(10);
    assertThat(site.config().checks().get("far 5").typeText()).isEqualTo("remote (disk)");
    assertThat(site.states().values()).allMatch(state -> state.status() == Status.PASS);
  }

  @Test
  void addsChecksWithConfiguredActionsAndTimeout() {
    open(with(Map.of("basetopic", "#", "autoaddActions", List.of("box"), "autoaddTimeout", 600)));
    hear("far", false);
    awaitStatus("far", Status.PASS);

    CheckConfig far = site.config().checks().get("far");
    assertThat(far.actions()).containsExactly("box");
    assertThat(far.options(new RemoteCheckType()).get(RemoteCheckType.TIMEOUT))
        .isEqualTo(Duration.ofMinutes(10));
    assertThat(far.trigger(java.time.ZoneOffset.UTC)).isPresent();
  }

  @Test
  void stopsAddingAtAutoaddMaxAndLogsOnce() throws Exception {
    open(ADDING);
    for (int i = 0; i < 100_000; i++) {
      hear("name " + i, false);
    }
    awaitStatus("name 49", Status.PASS);
    hear("one more", false);
    onWorker(() -> {});

    assertThat(site.config().checks()).hasSize(50);
    assertThat(logged)
        .containsExactly("mqtt: mqtt autoaddMax: reached; unknown names are ignored from now on");
  }

  @Test
  void processesAllReceivedReportsBeforeClosing() {
    open(ADDING.withCheck(CheckConfig.of("near", new RemoteCheckType())));
    hear("near", true);
    hear("far", true);

    worker.finish(reception::finish);

    assertThat(site.state("near").orElseThrow().status()).isEqualTo(Status.FAIL);
    assertThat(site.state("far").orElseThrow().status()).isEqualTo(Status.FAIL);
  }

  @Test
  void keepsReportAndRetriesWhenCheckCannotBeAdded(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("site.json"), "broken");
    open(ADDING, site -> SiteEditor.inFile(site, file));
    hear("far", true);
    onWorker(reception::finish);
    assertThat(site.config().checks()).isEmpty();

    Files.writeString(file, SiteFile.format(ADDING.raw()));
    onWorker(reception::finish);

    assertThat(site.state("far").orElseThrow().status()).isEqualTo(Status.FAIL);
  }

  @Test
  void appliesOnlyLatestReportReceivedOnConnecting() throws Exception {
    open(ADDING.withCheck(CheckConfig.of("far", new RemoteCheckType())));
    for (int i = 0; i < 20; i++) {
      hear("far", true);
      onWorker(() -> {});
      hear("far", false);
      onWorker(() -> {});
    }
    hear("far", true);
    awaitStatus("far", Status.FAIL);

    assertThat(site.history().runs(site.id("far").orElseThrow(), 100)).hasSize(1);
  }

  @Test
  void addsNothingWithoutAutoadd() throws Exception {
    open(with(Map.of("basetopic", "#", "autoadd", false)));
    hear("far", false);
    onWorker(() -> {});

    assertThat(site.config().checks()).isEmpty();
    assertThat(logged).isEmpty();
  }

  @Test
  void survivesHostileMessagesAndLogsOncePerTopic() throws Exception {
    open(ADDING);
    for (int round = 0; round < 3; round++) {
      reception.received(Messages.live("latin", "{\"name\": \"ä\"}".getBytes(ISO_8859_1)));
      reception.received(Messages.text("prose", "hello"));
      reception.received(Messages.text("deep", "[".repeat(30_000)));
      reception.received(Messages.text("types", "{\"name\": [], \"data\": 5}"));
      reception.received(Messages.live("long", Messages.state("x".repeat(10_000), true)));
      reception.received(Messages.live("control", Messages.state("a\u001b[2J\nb", true)));
      reception.received(Messages.live("comment", Messages.state("// a", true)));
      reception.received(Messages.live("half", Messages.text("", "").payload));
      reception.received(Messages.live("big", new byte[100_000]));
      reception.received(Messages.text("lone", lone()));
    }
    hear("a/b", true);
    awaitStatus("a/b", Status.FAIL);

    assertThat(site.config().checks()).containsOnlyKeys("a/b");
    assertThat(logged)
        .hasSize(9)
        .allMatch(VisibleText::isVisible)
        .allMatch(line -> line.length() < 400);
  }

  /** A name with half of a character, which no file could hold. */
  private static String lone() {
    return "{\"name\": \"a\\ud800\", \"type\": \"disk\", \"data\": {\"failState\": false}}";
  }

  @Test
  void updatesByNameAndByRemoteId() {
    open(
        ADDING
            .withCheck(CheckConfig.of("near", new RemoteCheckType()))
            .withCheck(CheckConfig.of("renamed", new RemoteCheckType()).with("remoteId", "far")));
    hear("near", true);
    hear("far", true);

    awaitStatus("near", Status.FAIL);
    awaitStatus("renamed", Status.FAIL);
    assertThat(site.config().checks()).containsOnlyKeys("near", "renamed");
  }

  @Test
  void savesTypeOfSenderBeforeJudgingReport() {
    open(ADDING.withCheck(CheckConfig.of("far", new RemoteCheckType())));
    List<String> types = typesOfReports();
    hear("far", true);

    await().until(() -> site.config().checks().get("far").typeText().equals("remote (disk)"));
    awaitStatus("far", Status.FAIL);
    assertThat(types)
        .as("known before its first failure is notified")
        .containsExactly("remote (disk)");
  }

  private List<String> typesOfReports() {
    List<String> types = Collections.synchronizedList(new ArrayList<>());
    site.listen(
        new SiteListener() {
          @Override
          public void ran(RunReport report) {
            types.add(report.type());
          }
        });
    return types;
  }

  @Test
  void judgesReportEvenWhenTypeCannotBeSaved(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("site.json"), "broken");
    open(
        ADDING.withCheck(CheckConfig.of("far", new RemoteCheckType())),
        site -> SiteEditor.inFile(site, file));
    hear("far", true);

    awaitStatus("far", Status.FAIL);
    assertThat(site.config().checks().get("far").typeText()).isEqualTo("remote");
  }

  @Test
  void ignoresReportsOfLocalChecksAndLogsOnce() throws Exception {
    open(ADDING.withCheck(CheckConfig.of("mine", "own")));
    hear("mine", true);
    hear("mine", true);
    onWorker(() -> {});

    assertThat(site.state("mine").orElseThrow().status()).isEqualTo(Status.PENDING);
    assertThat(logged).containsExactly("mqtt: check mine: reports of it are ignored: it runs here");
  }

  @Test
  void ignoresTopicsPendingClearingUntilKnownCheckReportsLive() throws Exception {
    open(ADDING.withCheck(CheckConfig.of("far", new RemoteCheckType())));
    clearing.add(List.of("t/far", "t/other"));
    reception.received(new IncomingMessage("t/far", Messages.state("far", true), true));
    hear("other", true);
    onWorker(() -> {});
    assertThat(site.state("far").orElseThrow().status()).isEqualTo(Status.PENDING);
    assertThat(withdrawn).isEmpty();

    hear("far", true);
    awaitStatus("far", Status.FAIL);
    assertThat(withdrawn).containsExactly("t/far");
    assertThat(clearing.pending()).containsExactly("t/other");
    assertThat(site.config().checks()).containsOnlyKeys("far");
  }

  @Test
  void ignoresOwnNotificationsAndLogsOnce() throws Exception {
    ActionConfig here = ActionConfig.of("here", "mqtt").option("topic", "t/alerts/");
    ActionConfig elsewhere =
        ActionConfig.of("elsewhere", "mqtt").option("topic", "t").option("hostname", "far");
    open(
        ADDING
            .withAction(here)
            .withAction(elsewhere)
            .withCheck(CheckConfig.of("far", new RemoteCheckType())));
    reception.received(Messages.live("t/alerts", Messages.state("far", true)));
    reception.received(Messages.live("t/alerts/far", Messages.state("far", true)));
    onWorker(() -> {});
    assertThat(site.state("far").orElseThrow().status()).isEqualTo(Status.PENDING);

    reception.received(Messages.live("t/alertsystem", Messages.state("far", true)));
    awaitStatus("far", Status.FAIL);
    assertThat(logged)
        .containsExactly(
            "mqtt: topic t/alerts: messages that an mqtt action of this site publishes there are"
                + " ignored; give the action a topic that isn't under basetopic");
  }

  @Test
  void ignoresStatesItPublishesItself() throws Exception {
    open(ADDING.withCheck(CheckConfig.of("far", new RemoteCheckType()).publish("t/far")));
    hear("far", true);
    onWorker(() -> {});

    assertThat(site.state("far").orElseThrow().status()).isEqualTo(Status.PENDING);
  }

  @Test
  void doesNotReaddRemovedCheckButAcceptsManualOne() throws Exception {
    open(ADDING);
    hear("far", false);
    awaitStatus("far", Status.PASS);

    edit(config -> config.withoutCheck("far"));
    assertThat(reception.takeLeft()).containsExactly("t/far");
    hear("far", false);
    hear("other", false);
    awaitStatus("other", Status.PASS);
    assertThat(site.config().checks()).containsOnlyKeys("other");

    site.close();
    open(site.config()); // what was removed is remembered over a restart
    hear("far", false);
    hear("third", false);
    awaitStatus("third", Status.PASS);
    assertThat(site.config().checks()).containsOnlyKeys("other", "third");

    edit(config -> config.withCheck(CheckConfig.of("far", new RemoteCheckType())));
    hear("far", true);
    awaitStatus("far", Status.FAIL);
  }

  @Test
  void stillReceivesReportsOfRenamedCheck() throws Exception {
    open(ADDING);
    hear("far", false);
    awaitStatus("far", Status.PASS);

    edit(config -> config.renamedCheck("far", "Far disk", site.types()));
    hear("far", true);
    awaitStatus("Far disk", Status.FAIL);

    assertThat(site.config().checks()).containsOnlyKeys("Far disk");
    assertThat(reception.takeLeft()).isEmpty();
  }

  @Test
  void ignoresClearingMessages() {
    open(ADDING);
    reception.received(Messages.live("t/far", new byte[0]));

    assertThat(logged).isEmpty();
  }
}
