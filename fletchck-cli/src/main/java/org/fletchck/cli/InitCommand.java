package org.fletchck.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.fletchck.config.SiteConfig;
import org.fletchck.config.SiteFile;
import org.fletchck.web.auth.Accounts;
import org.fletchck.web.auth.Passwords;
import org.fletchck.web.tls.SelfSigned;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates a site file to start with. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Creates a site file without checks, a self-signed certificate, and a user admin whose"
          + " password is shown once.",
      "The web pages are then at https://HOST:8443/, unless a port is given. Existing files are not"
          + " overwritten."
    },
    footer = {
      "",
      "Exit codes: 0 done, 2 a file already exists or can't be written.",
      "Example:",
      "  fletchck init && fletchck run"
    })
final class InitCommand implements Callable<Integer> {

  private static final String CERT = "cert.pem";
  private static final String KEY = "key.pem";
  private static final String USER = "admin";
  private static final int USUAL_PORT = 8443;

  /** Without letters and digits that look alike. */
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final int GROUPS = 5;
  private static final int LETTERS_OF_A_GROUP = 4;

  @Spec private CommandSpec spec;
  @Mixin private SiteOptions options;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description =
          "Name or address to listen on and to put in the certificate. Default: all addresses of"
              + " this machine, and its name.")
  private @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8443",
      description = "The port of the web pages, written to the site file. Default: 8443.")
  private int port;

  @Option(
      names = "--webui",
      arity = "0..1",
      paramLabel = "true|false",
      defaultValue = "true",
      fallbackValue = "true",
      description = "Whether the site has web pages. Default: true.")
  private boolean webui;

  @Option(
      names = "--no-web",
      description = "Create a site without web pages, certificate and user, like --webui=false.")
  private boolean noWeb;

  @Override
  public Integer call() throws IOException {
    RunCommand.requirePort(port);
    Path file = options.path();
    if (noWeb || !webui) {
      requireNew(List.of(file));
      SiteFile.create(file, SiteConfig.empty().with("actions", Map.of()).with("checks", Map.of()));
      PrintWriter out = spec.commandLine().getOut();
      out.println("site file    " + file);
      out.println("'fletchck run' now runs it, without web pages");
      return 0;
    }
    Path folder = options.folder();
    requireNew(List.of(file, folder.resolve(CERT), folder.resolve(KEY)));
    List<String> names = names();
    String password = password();
    SelfSigned.write(folder.resolve(CERT), folder.resolve(KEY), names, Instant.now());
    Map<String, Object> web = new LinkedHashMap<>();
    web.put("host", host == null ? "0.0.0.0" : host);
    if (port != USUAL_PORT) {
      web.put("port", port);
    }
    web.put("cert", CERT);
    web.put("key", KEY);
    SiteConfig site = SiteConfig.empty().with("webui", web);
    site = Accounts.withUser(site, USER, Passwords.hash(password));
    SiteFile.create(file, site.with("actions", Map.of()).with("checks", Map.of()));
    show(file, names, password);
    return 0;
  }

  private static void requireNew(List<Path> files) {
    for (Path each : files) {
      if (Files.exists(each)) {
        throw new InputException(each + ": already exists; 'init' overwrites nothing");
      }
    }
  }

  private void show(Path file, List<String> names, String password) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("site file    " + file);
    out.println("certificate  " + CERT + ", key " + KEY + ", for " + String.join(", ", names));
    out.println("user         " + USER);
    out.println("password     " + password + "   (shown only once)");
    out.println("'fletchck run' now serves https://" + names.get(0) + ":" + port + "/");
  }

  /** Returns the names for the certificate, with the one to show first. */
  private List<String> names() {
    List<String> names = new ArrayList<>();
    names.add(host == null ? machine() : host);
    for (String more : List.of("localhost", "127.0.0.1", "::1")) {
      if (!names.contains(more)) {
        names.add(more);
      }
    }
    return names;
  }

  private static String machine() {
    try {
      String name = InetAddress.getLocalHost().getHostName();
      return name.matches("[A-Za-z0-9.-]+") ? name : "localhost";
    } catch (UnknownHostException e) {
      return "localhost"; // the machine can't resolve its own name
    }
  }

  private static String password() {
    SecureRandom random = new SecureRandom();
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < GROUPS * LETTERS_OF_A_GROUP; i++) {
      password.append(i > 0 && i % LETTERS_OF_A_GROUP == 0 ? "-" : "");
      password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }
}
