package org.fletchck.actions;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fletchck.spi.ActionContext;
import org.fletchck.spi.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The service of the original's later versions: one form for all numbers, accepted with status 200.
 * If it is refused, perhaps because of one number, each number gets a form of its own.
 *
 * @param key identifies the sender; null for a service that needs none, such as a private gateway
 */
record SmsByKey(WebService web, URI address, @Nullable String key, String sender)
    implements SmsService {

  private static final int ACCEPTED = 200;

  /** Statuses of refusals that have nothing to do with the numbers. */
  private static final Set<Integer> OF_ALL = Set.of(401, 402, 403, 301, 308);

  @Override
  public void deliver(String text, List<String> numbers, ActionContext context) throws Exception {
    ServiceAnswer answer = ask(text, numbers, context);
    if (numbers.size() == 1 || OF_ALL.contains(answer.status()) || !answer.isRefusal()) {
      require(answer, "", context);
      return;
    }
    PerRecipient each = new PerRecipient();
    for (String number : numbers) {
      String whom = ", for " + number + ",";
      if (each.attempt(() -> require(ask(text, List.of(number), context), whom, context))) {
        context.markDone(number);
      }
    }
    each.end();
  }

  private void require(ServiceAnswer answer, String whom, ActionContext context)
      throws IOException, RefusedException {
    String service = WebService.authority(address) + whom;
    if (answer.status() != ACCEPTED) {
      throw answer.failure(service, secrets());
    }
    context.log(service + " said: " + answer.line(secrets()));
  }

  private ServiceAnswer ask(String text, List<String> numbers, ActionContext context)
      throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("originator", sender);
    fields.put("mobile_number", String.join(",", numbers).replace("+", ""));
    fields.put("concatenated", "true");
    fields.put("utf", "true");
    fields.put("text", text);
    HttpRequest.Builder request = FormBody.post(address, fields);
    if (key != null) {
      request.setHeader("Authorization", HeaderText.of("Bearer " + key));
    }
    return web.ask(request.build(), context);
  }

  private List<String> secrets() {
    return key == null ? List.of() : List.of(key);
  }

  /** Leaves out the key. */
  @Override
  public String toString() {
    return "sms by key";
  }
}
