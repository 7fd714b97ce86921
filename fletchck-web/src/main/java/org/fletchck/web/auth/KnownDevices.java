package org.fletchck.web.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.fletchck.Site;
import org.fletchck.web.http.Request;
import org.fletchck.web.http.Response;

/**
 * Browsers and addresses that a user has logged in from before, so that somebody who guesses
 * passwords can't lock that user out. A browser has a cookie that only identifies it and grants no
 * access. Safe for use by several threads.
 */
final class KnownDevices {

  private static final String COOKIE = "fletchck-device";
  private static final String NOTE = "web.device-key";
  private static final String MAC = "HmacSHA256";
  private static final Duration LASTING = Duration.ofDays(180);
  private static final int MOST_ADDRESSES = 1_000;

  private final Site site;
  private final Set<String> addresses = new LinkedHashSet<>();
  private byte[] key = {};

  KnownDevices(Site site) {
    this.site = site;
  }

  /** Returns the id of a browser that this user has logged in with; empty for any other. */
  Optional<String> device(Request request, String user) {
    return request
        .cookie(SessionCookie.name(COOKIE, request))
        .map(value -> value.split("\\.", 2))
        .filter(parts -> parts.length == 2 && Randomness.equal(parts[1], mac(user, parts[0])))
        .map(parts -> parts[0]);
  }

  /** Returns whether this user has logged in from a network since the program started. */
  synchronized boolean isKnown(String user, String network) {
    return addresses.contains(pair(user, network));
  }

  /** Remembers the browser and address of a user who has logged in. */
  Response remember(Request request, Response answer, String user, String network) {
    synchronized (this) {
      String pair = pair(user, network);
      addresses.remove(pair);
      addresses.add(pair);
      if (addresses.size() > MOST_ADDRESSES) {
        addresses.remove(addresses.iterator().next());
      }
    }
    if (device(request, user).isPresent()) {
      return answer;
    }
    String id = Randomness.secret();
    String value = id + "." + mac(user, id);
    return answer.withCookie(SessionCookie.of(COOKIE, request, value, LASTING));
  }

  private static String pair(String user, String network) {
    return network + " " + user;
  }

  private String mac(String user, String id) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key(), MAC));
      byte[] sum = mac.doFinal((id + " " + user).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + MAC, e);
    }
  }

  /** Returns the key, which is kept with the states so that devices stay known after a restart. */
  private synchronized byte[] key() {
    if (key.length == 0) {
      String text =
          site.metadata(NOTE)
              .orElseGet(
                  () -> {
                    String made = Randomness.secret();
                    site.setMetadata(NOTE, made);
                    return made;
                  });
      key = text.getBytes(StandardCharsets.UTF_8);
    }
    return key.clone();
  }
}
