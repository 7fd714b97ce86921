package org.fletchck.web.layout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.fletchck.web.http.Access;
import org.fletchck.web.http.RefusedRequest;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;

/** The static files: style sheet, scripts and status icons. */
public final class StaticFiles {

  private static final Map<String, String> TYPES =
      Map.of(
          "fletchck.css", "text/css; charset=utf-8",
          "fletchck.js", "text/javascript; charset=utf-8",
          "edit.js", "text/javascript; charset=utf-8",
          "icons.svg", "image/svg+xml");

  private static final Map<String, byte[]> FILES = files();

  /** The query of their addresses in pages, which changes when any file does. */
  public static final String VERSION = version();

  private static final String FOR_A_YEAR =
      "public, max-age=%d, immutable".formatted(TimeUnit.DAYS.toSeconds(365));

  /** Adds the route of the files. */
  public void addTo(Routes routes) {
    routes.get("/static/{file}", Access.PUBLIC, StaticFiles::answer);
  }

  private static Response answer(Request request) {
    String name = request.segment("file");
    byte[] file = FILES.get(name);
    String type = TYPES.get(name);
    if (file == null || type == null) {
      throw RefusedRequest.notFound("such file");
    }
    return Response.of(200, type, file).with("Cache-Control", FOR_A_YEAR);
  }

  private static Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : TYPES.keySet()) {
      try (InputStream in = StaticFiles.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IllegalStateException("missing in the jar: " + name);
        }
        files.put(name, in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  private static String version() {
    int hash = 0;
    for (byte[] file : FILES.values()) {
      hash = 31 * hash + Arrays.hashCode(file);
    }
    return Integer.toHexString(hash);
  }
}
