package org.fletchck.actions;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.ActionContext;
import org.fletchck.spi.RefusedException;

/** The service SMS Central, API 3.2: one form for each number, accepted with the body {@code 0}. */
record SmsCentral(WebService web, URI address, Credentials login, String sender)
    implements SmsService {

  private static final String ACCEPTED = "0";

  @Override
  public void deliver(String text, List<String> numbers, ActionContext context) throws Exception {
    PerRecipient each = new PerRecipient();
    for (String number : numbers) {
      if (each.attempt(() -> deliver(text, number, context))) {
        context.markDone(number);
      }
    }
    each.end();
  }

  private void deliver(String text, String number, ActionContext context)
      throws IOException, RefusedException {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("ACTION", "send");
    fields.put("USERNAME", login.username());
    fields.put("PASSWORD", login.password());
    fields.put("ORIGINATOR", sender);
    fields.put("RECIPIENT", number);
    fields.put("MESSAGE_TEXT", text);
    HttpRequest request = FormBody.post(address, fields).build();
    ServiceAnswer answer = web.ask(request, context);
    String service = WebService.name(request) + ", for " + number + ",";
    List<String> secrets = new ArrayList<>(HttpAddress.secrets(request));
    secrets.add(login.password());
    if (!answer.isAccepted() || !answer.body().strip().equals(ACCEPTED)) {
      throw answer.failure(service, secrets);
    }
    context.log(service + " said: " + answer.line(secrets));
  }
}
