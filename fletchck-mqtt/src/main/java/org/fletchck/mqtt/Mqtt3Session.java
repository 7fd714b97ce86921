package org.fletchck.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuthBuilder;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3ConnectBuilder;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.fletchck.mqtt.ClientSettings.Login;

/** A session of MQTT 3.1.1 (OASIS Standard, 2014). */
final class Mqtt3Session implements MqttSession {

  private final Mqtt3AsyncClient client;
  private final ClientSettings settings;
  private final ClientTiming timing;
  private final MqttQos qos;
  private final PendingRequests held = new PendingRequests();

  Mqtt3Session(Mqtt3AsyncClient client, ClientSettings settings, ClientTiming timing) {
    this.client = client;
    this.settings = settings;
    this.timing = timing;
    qos = qos(settings.topics().qos());
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

  static MqttQos qos(int code) {
    return Objects.requireNonNull(MqttQos.fromCode(code), "qos");
  }

  @Override
  public CompletionStage<?> connect() {
    Mqtt3ConnectBuilder connect =
        Mqtt3Connect.builder()
            .keepAlive((int) timing.keepAlive().toSeconds())
            .cleanSession(!settings.client().persist());
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

  private static Mqtt3SimpleAuth auth(Login login) {
    Mqtt3SimpleAuthBuilder.Complete auth = Mqtt3SimpleAuth.builder().username(login.username());
    String password = login.password();
    return password == null
        ? auth.build()
        : auth.password(password.getBytes(StandardCharsets.UTF_8)).build();
  }

  private Mqtt3Publish encoded(OutgoingMessage message) {
    return Mqtt3Publish.builder()
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
    return held.add(client.publish(encoded(message)));
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
