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

/**
 * The service of the original's later versions: one form for all numbers, answered by 200. If that
 * is refused, perhaps because of one number, there is one for each.
 */
record SmsByKey(WebService web, URI address, String key, String sender) implements SmsService {

  private static final int ACCEPTED = 200;

  /** Refusals that have nothing to do with the numbers. */
  private static final Set<Integer> OF_ALL = Set.of(401, 402, 403, 301, 308);

  @Override
  public void deliver(String text, List<String> numbers, ActionContext context) throws Exception {
    Answer answer = ask(text, numbers, context);
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

  private void require(Answer answer, String whom, ActionContext context)
      throws IOException, RefusedException {
    String service = WebService.authority(address) + whom;
    if (answer.status() != ACCEPTED) {
      throw answer.failure(service, List.of(key));
    }
    context.log(service + " said: " + answer.line(List.of(key)));
  }

  private Answer ask(String text, List<String> numbers, ActionContext context) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("originator", sender);
    fields.put("mobile_number", String.join(",", numbers).replace("+", ""));
    fields.put("concatenated", "true");
    fields.put("utf", "true");
    fields.put("text", text);
    HttpRequest request =
        Form.post(address, fields)
            .setHeader("Authorization", HeaderText.of("Bearer " + key))
            .build();
    return web.ask(request, context);
  }

  /** Leaves out the key. */
  @Override
  public String toString() {
    return "sms by key";
  }
}
