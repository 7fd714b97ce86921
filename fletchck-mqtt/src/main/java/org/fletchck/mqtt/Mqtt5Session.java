package org.fletchck.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuthBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fletchck.mqtt.ClientSettings.Login;

/** A session of MQTT 5.0 (OASIS Standard, 2019). */
final class Mqtt5Session implements MqttSession {

  /** How many messages the broker may send before the first of them is acknowledged. */
  private static final int RECEIVE_MAXIMUM = 200;

  /**
   * Room for the largest payload, the longest topic and some properties; the broker drops larger
   * ones.
   */
  private static final int LARGEST_PACKET = 3 * ReconnectingClient.LARGEST;

  private final Mqtt5AsyncClient client;
  private final ClientSettings settings;
  private final ClientTiming timing;
  private final MqttQos qos;
  private final PendingRequests held = new PendingRequests();

  Mqtt5Session(Mqtt5AsyncClient client, ClientSettings settings, ClientTiming timing) {
    this.client = client;
    this.settings = settings;
    this.timing = timing;
    qos = Mqtt3Session.qos(settings.topics().qos());
  }

  @Override
  public void deliverTo(MessageInflow inflow) {
    held.add(
        client
            .toRx()
            .publishes(MqttGlobalPublishFilter.ALL, true)
            .subscribeWith(
                new IncomingMessages<>(
                    message -> {
                      if (inflow.received(
                          message.getTopic(), message.getPayload(), message.isRetain())) {
                        message.acknowledge();
                      }
                    })));
  }

  @Override
  public CompletionStage<?> connect() {
    Mqtt5ConnectBuilder connect =
        Mqtt5Connect.builder()
            .keepAlive((int) timing.keepAlive().toSeconds())
            .cleanStart(!settings.client().persist())
            .sessionExpiryInterval(settings.client().persist() ? SESSION_SECONDS : 0)
            .restrictions()
            .receiveMaximum(RECEIVE_MAXIMUM)
            .maximumPacketSize(LARGEST_PACKET)
            .applyRestrictions();
    Login login = settings.login();
    if (login != null) {
      connect = connect.simpleAuth(auth(login));
    }
    String presence = settings.topics().presence();
    if (presence != null) {
      connect = connect.willPublish(encoded(Presence.offline(presence)));
    }
    return client.connect(connect.build());
  }

  private static Mqtt5SimpleAuth auth(Login login) {
    Mqtt5SimpleAuthBuilder.Complete auth = Mqtt5SimpleAuth.builder().username(login.username());
    String password = login.password();
    return password == null
        ? auth.build()
        : auth.password(password.getBytes(StandardCharsets.UTF_8)).build();
  }

  private Mqtt5Publish encoded(OutgoingMessage message) {
    return Mqtt5Publish.builder()
        .topic(message.topic)
        .payload(message.payload)
        .qos(message.confirmed ? MqttQos.AT_LEAST_ONCE : qos)
        .retain(message.retain)
        .build();
  }

  @Override
  public CompletionStage<?> subscribe(String filter) {
    return held.add(client.subscribeWith().topicFilter(filter).qos(qos).send());
  }

  @Override
  public CompletionStage<?> unsubscribe(String filter) {
    return held.add(client.unsubscribeWith().topicFilter(filter).send());
  }

  @Override
  public CompletionStage<?> publish(OutgoingMessage message) {
    return held.add(client.publish(encoded(message))).thenCompose(Mqtt5Session::checked);
  }

  /** Not every refusal fails the future. */
  private static CompletionStage<?> checked(Mqtt5PublishResult result) {
    return result
        .getError()
        .<CompletionStage<?>>map(CompletableFuture::failedFuture)
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  @Override
  public CompletionStage<?> disconnect() {
    return client.disconnect();
  }

  @Override
  public void cancel() {
    held.cancel();
  }
}
