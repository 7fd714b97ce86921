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
          "the site has no connection: it isn't running, or has no section mqtt; set hostname to a"
              + " broker");
    }
    await(link.send(message), context);
  }

  /** Waits for a confirmation until the time of the attempt is up. */
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
