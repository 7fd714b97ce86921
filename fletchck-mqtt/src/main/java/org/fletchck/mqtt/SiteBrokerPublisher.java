package org.fletchck.mqtt;

import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fletchck.spi.ActionContext;

/** Publishes over the connection of the running site. */
record SiteBrokerPublisher(SiteConnection site) implements MqttAction.Broker {

  @Override
  public void publish(OutgoingMessage message, ActionContext context)
      throws IOException, InterruptedException {
    ReconnectingClient link = site.get();
    if (link == null) {
      throw new IOException(
          "there is no connection of the site: it isn't running, or has no section mqtt; name a"
              + " broker with hostname");
    }
    await(link.send(message), context);
  }

  /** Waits for a confirmation until the try is over. */
  static void await(CompletionStage<Void> confirmed, ActionContext context)
      throws IOException, InterruptedException {
    try {
      confirmed.toCompletableFuture().get(context.remaining().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(reason(e), e);
    } catch (TimeoutException e) {
      throw new IOException("the broker didn't confirm it in time", e);
    }
  }

  private static String reason(ExecutionException e) {
    Throwable cause = e.getCause();
    return cause == null ? e.toString() : String.valueOf(cause.getMessage());
  }
}
