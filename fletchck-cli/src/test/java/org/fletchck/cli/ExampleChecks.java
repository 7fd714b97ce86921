package org.fletchck.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fletchck.config.ActionConfig;
import org.fletchck.config.CheckConfig;
import org.fletchck.config.SiteConfig;
import org.fletchck.web.auth.Accounts;
import org.fletchck.web.auth.Passwords;
import org.fletchck.web.auth.Tokens;
import org.fletchck.web.http.Access;

/** What a small company watches, in 40 checks. */
final class ExampleChecks {

  static final String USER = "alice";
  static final String PASSWORD = "only on this machine";

  private SiteConfig config =
      SiteConfig.of(
              Map.of(
                  "timezone",
                  "Europe/Berlin",
                  "webui",
                  Map.of(
                      "name",
                      "Example Works",
                      "status",
                      List.of("Website", "Shop", "Wiki", "Mail", "Branch files"))))
          .withAction(
              ActionConfig.of("mail admins", "email")
                  .option("hostname", "mail.example.net")
                  .option("recipients", List.of("admins@example.net")))
          .withAction(
              ActionConfig.of("text on call", "sms")
                  .option("apikey", "0123456789")
                  .option("recipients", List.of("+49301234567")));

  private ExampleChecks() {}

  static SiteConfig site() {
    ExampleChecks all = new ExampleChecks();
    all.network();
    all.services();
    all.machines();
    all.config = Accounts.withUser(all.config, USER, Passwords.hash(PASSWORD));
    return Accounts.withNewToken(all.config, "wall display", Tokens.create(Access.READ));
  }

  /** Returns where a check of this name looks. */
  static String host(String name) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '-') + ".example.net";
  }

  private void network() {
    add("Gateway", "ping", 10);
    add("Uplink", "ping", 10, "Gateway");
    add("DNS primary", "dns", 15, "Gateway");
    add("DNS secondary", "dns", 15, "Gateway");
    add("Branch router", "ping", 10, "Uplink");
    for (String name : List.of("files", "printer", "phones", "camera 1", "camera 2", "door")) {
      add("Branch " + name, "https", 20, "Branch router");
    }
  }

  private void services() {
    for (String name : List.of("Website", "Shop", "Wiki", "Git", "Intranet", "Status API")) {
      add(name, "https", 15, "Gateway");
    }
    add("Shop certificate", "cert", 360);
    add("Mail certificate", "cert", 360);
    member("Submission", "submit");
    member("IMAP", "imap");
    member("Webmail", "https");
    member("Spam filter", "https");
    sequence("Mail", 15, "Submission", "IMAP", "Webmail", "Spam filter");
    for (String name : List.of("web", "mail", "files", "database")) {
      member("Backup of " + name, "ssh");
    }
    sequence(
        "Nightly backups",
        720,
        "Backup of web",
        "Backup of mail",
        "Backup of files",
        "Backup of database");
  }

  private void machines() {
    for (String host : List.of("web1", "web2", "db1")) {
      add(host + " ssh", "ssh", 20, "Gateway");
    }
    put(check("System disk", "disk", 20).option("volume", "/"));
    put(check("Data disk", "disk", 20).option("volume", "/srv"));
    put(check("Backup disk", "disk", 20).option("volume", "/mnt/backup"));
    put(remote("Backup host", "ssh", 20).paused(true));
    put(check("UPS rack 1", "ups", 20).option("serialPort", "/dev/ttyUSB0"));
    add("Server room", "temp", 20);
    put(remote("Cold aisle", "temp", 20).with("trigger", null));
    put(remote("Old printer", "https", 20).option("port", "many"));
  }

  private void add(String name, String type, int minutes, String... depends) {
    put(remote(name, type, minutes).dependsOn(depends));
  }

  private static CheckConfig remote(String name, String type, int minutes) {
    return check(name, type, minutes).option("hostname", host(name));
  }

  private static CheckConfig check(String name, String type, int minutes) {
    return CheckConfig.of(name, type)
        .every(Duration.ofMinutes(minutes))
        .actions("mail admins", "text on call");
  }

  private void member(String name, String type) {
    put(CheckConfig.of(name, type).option("hostname", host(name)));
  }

  private void sequence(String name, int minutes, String... members) {
    put(
        CheckConfig.of(name, "sequence")
            .option("checks", List.of(members))
            .every(Duration.ofMinutes(minutes))
            .actions("mail admins"));
  }

  private void put(CheckConfig check) {
    config = config.withCheck(check);
  }
}
