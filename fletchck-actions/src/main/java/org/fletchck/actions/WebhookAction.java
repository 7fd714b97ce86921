package org.fletchck.actions;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionContext;
import org.fletchck.spi.Notification;
import org.fletchck.spi.RefusedException;

/**
 * Sends one request per notification.
 *
 * @param settings configured values, which are secret
 */
record WebhookAction(
    WebService web,
    WebhookRequest request,
    Preset preset,
    Map<String, String> settings,
    MessageStyle wording)
    implements Action {

  @Override
  public void send(Notification notification, ActionContext context)
      throws IOException, RefusedException {
    if (notification.isDigest() && preset.isForIncidents()) {
      sendEach(notification.parts(), context);
    } else {
      sendOne(notification, context);
    }
  }

  /** Sends each change separately; a refused one doesn't hold up the others. */
  private void sendEach(List<Notification> parts, ActionContext context)
      throws IOException, RefusedException {
    RefusedException refused = null;
    for (Notification part : parts) {
      if (!context.done(part.id())) {
        try {
          sendOne(part, context);
          context.markDone(part.id());
        } catch (RefusedException e) {
          refused = e;
        }
      }
    }
    if (refused != null) {
      throw refused;
    }
  }

  private void sendOne(Notification notification, ActionContext context)
      throws IOException, RefusedException {
    Notification shown = wording.named(notification);
    Map<String, String> values = TemplateValues.of(shown, wording, preset.limit);
    values.putAll(settings);
    HttpRequest filled = request.fill(values);
    ServiceAnswer answer = ApiErrors.of(web.ask(filled, context), preset);
    List<String> secrets = secrets(filled);
    if (!answer.isAccepted()) {
      throw answer.failure(WebService.name(filled), secrets);
    }
    context.log(WebService.name(filled) + " said: " + answer.line(secrets));
  }

  /** Returns the secrets of the request that a service might repeat. */
  private List<String> secrets(HttpRequest filled) {
    List<String> secrets = new ArrayList<>();
    secrets.add(filled.uri().getRawPath());
    if (filled.uri().getRawQuery() != null) {
      secrets.add(filled.uri().getRawQuery());
    }
    secrets.addAll(settings.values());
    filled.headers().map().values().forEach(secrets::addAll);
    secrets.addAll(HttpAddress.secrets(filled));
    return secrets;
  }

  /** Leaves out everything but the preset. */
  @Override
  public String toString() {
    return "webhook " + preset.word();
  }
}
