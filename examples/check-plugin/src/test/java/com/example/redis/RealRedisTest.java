package com.example.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.fletchck.Site;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.spi.Types;
import org.fletchck.state.RunReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests against a real Redis server, which is in the Debian package redis-server. */
class RealRedisTest {

  private static final Path PROGRAM = Path.of("/usr/bin/redis-server");

  @TempDir private Path folder;

  private final RedisCheckType type = new RedisCheckType();
  private int port;
  private Process server;

  @BeforeEach
  void startServer() throws IOException {
    assumeTrue(Files.isExecutable(PROGRAM), PROGRAM + " is missing: install redis-server");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    server =
        new ProcessBuilder(
                PROGRAM.toString(),
                "--bind 127.0.0.1",
                "--port " + port,
                "--requirepass hunter2",
                "--maxmemory 100mb",
                "--dir " + folder)
            .redirectErrorStream(true)
            .start();
    BufferedReader said = server.inputReader();
    for (String line = said.readLine(); !line.contains("Ready to accept"); ) {
      line = said.readLine();
      assertThat(line).as("the server ended").isNotNull();
    }
  }

  @AfterEach
  void stopServer() {
    if (server != null) {
      server.destroy();
      server.onExit().join();
    }
  }

  @Test
  void passesWithPassword() {
    RunReport report = run("hunter2");

    assertThat(report.passed()).as(report.toString()).isTrue();
    assertThat(report.state().lastRun().level()).isEqualTo("1%");
    assertThat(report.state().lastRun().details()).containsKey("version");
  }

  @Test
  void failsWithWrongPassword() {
    RunReport report = run("hunter3");

    assertThat(report.failed()).isTrue();
    assertThat(report.state().lastRun().reason()).startsWith("AUTH was refused: WRONGPASS");
  }

  private RunReport run(String password) {
    CheckConfig cache =
        CheckConfig.of("cache", type)
            .option(RedisCheckType.HOSTNAME, "127.0.0.1")
            .option(RedisCheckType.PORT, port)
            .option(RedisCheckType.PASSWORD, password)
            .option(RedisCheckType.SAVED, Duration.ofHours(1));
    try (Site site =
        Site.with(Types.of(type)).onDemand().open(SiteConfig.empty().withCheck(cache))) {
      return site.run("cache");
    }
  }
}
