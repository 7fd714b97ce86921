package org.fletchck.mqtt;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.fletchck.mqtt.ClientSettings.Client;
import org.fletchck.mqtt.ClientSettings.Login;
import org.fletchck.spi.ActionContext;
import org.fletchck.spi.Options;
import org.jspecify.annotations.Nullable;

/** Connects to a broker for one message. */
record OwnBrokerPublisher(Options options, String host) implements MqttAction.Broker {

  private static final int AT_LEAST_ONCE = 1;

  @Override
  public void publish(OutgoingMessage message, ActionContext context)
      throws IOException, InterruptedException {
    CompletableFuture<Void> up = new CompletableFuture<>();
    try (ReconnectingClient link = ReconnectingClient.open(settings(), new FirstAnswer(up))) {
      SiteBrokerPublisher.await(up, context);
      SiteBrokerPublisher.await(link.send(message), context);
    }
  }

  private ClientSettings settings() {
    String random = UUID.randomUUID().toString().replace("-", "");
    return new ClientSettings(
        new ClientSettings.Broker(
            host, options.get(MqttActionType.PORT), options.get(MqttActionType.USETLS), null),
        login(),
        new Client("fletchck" + random.substring(0, 14), false, 3),
        new ClientSettings.Topics(null, null, AT_LEAST_ONCE),
        false);
  }

  private @Nullable Login login() {
    String name = options.find(MqttActionType.USERNAME).orElse(null);
    return name == null
        ? null
        : new Login(name, options.find(MqttActionType.PASSWORD).orElse(null));
  }

  /** Omits user name and password. */
  @Override
  public String toString() {
    return host;
  }

  /** Waits for the first event of a connection. */
  private record FirstAnswer(CompletableFuture<Void> up) implements ClientListener {
    @Override
    public void connected() {
      up.complete(null);
    }

    @Override
    public void disconnected(String reason) {
      up.completeExceptionally(new IOException(reason));
    }
  }
}
