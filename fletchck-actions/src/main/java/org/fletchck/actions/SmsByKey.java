package org.fletchck.actions;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.ActionContext;
import org.fletchck.spi.RefusedException;

/** The service of the original's later versions: one form for all numbers, answered by 200. */
record SmsByKey(WebService web, URI address, String key, String sender) implements SmsService {

  private static final int ACCEPTED = 200;

  @Override
  public void deliver(String text, List<String> numbers, ActionContext context)
      throws IOException, RefusedException {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("originator", sender);
    fields.put("mobile_number", String.join(",", numbers).replace("+", ""));
    fields.put("concatenated", "true");
    fields.put("utf", "true");
    fields.put("text", text);
    HttpRequest request =
        Form.post(address, fields).header("Authorization", "Bearer " + key).build();
    Answer answer = web.ask(request, context);
    if (answer.status() != ACCEPTED) {
      throw answer.failure(WebService.name(request), List.of(key));
    }
    context.log(WebService.name(request) + " said: " + answer.line(List.of(key)));
  }

  /** Leaves out the key. */
  @Override
  public String toString() {
    return "sms by key";
  }
}
