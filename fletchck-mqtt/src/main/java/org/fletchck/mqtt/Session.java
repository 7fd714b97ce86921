package org.fletchck.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientExecutorConfig;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.fletchck.mqtt.LinkSettings.Broker;

/**
 * One connection to a broker, from its beginning to its end; it is never used again, so that
 * nothing of the client library is left from the last. No method blocks.
 */
interface Session {

  /** Seconds for connecting, the TLS handshake and the broker's answer, each. */
  int CONNECTING_SECONDS = 10;

  /** Seconds of silence after which the broker is asked whether it is there. */
  int KEEP_ALIVE_SECONDS = 20;

  /** Seconds for which a persistent session outlives its connection: a week. */
  long SESSION_SECONDS = 7 * 86_400;

  /** Connects and logs in. */
  CompletionStage<?> connect();

  /** Subscribes to a topic filter. */
  CompletionStage<?> subscribe(String filter);

  /** Publishes; completes when the broker has confirmed it, as the quality of service wants. */
  CompletionStage<?> publish(Outgoing message);

  /** Ends in good order; the broker does not publish the will. */
  CompletionStage<?> disconnect();

  /**
   * Makes one that isn't connected yet.
   *
   * @param threads runs the loop that serves the connection
   * @throws IOException if the trusted certificates can't be read
   */
  static Session of(LinkSettings settings, Executor threads, SessionListener listener)
      throws IOException {
    Broker broker = settings.broker();
    MqttClientBuilder builder =
        MqttClient.builder()
            .identifier(settings.client().id())
            .serverHost(broker.host())
            .serverPort(broker.port())
            .executorConfig(
                MqttClientExecutorConfig.builder().nettyExecutor(threads).nettyThreads(1).build());
    if (broker.tls()) {
      builder = builder.sslConfig(tls(broker));
    }
    // Last, for it is made of what is set before and nothing is added to it.
    builder =
        builder
            .transportConfig()
            .socketConnectTimeout(CONNECTING_SECONDS, TimeUnit.SECONDS)
            .mqttConnectTimeout(CONNECTING_SECONDS, TimeUnit.SECONDS)
            .applyTransportConfig()
            .addDisconnectedListener(context -> listener.ended(context.getCause()));
    return settings.client().version() == 5
        ? new Mqtt5Session(builder.useMqttVersion5().buildAsync(), settings, listener)
        : new Mqtt3Session(builder.useMqttVersion3().buildAsync(), settings, listener);
  }

  private static MqttClientSslConfig tls(Broker broker) throws IOException {
    return MqttClientSslConfig.builder()
        .trustManagerFactory(broker.cafile() == null ? null : Trust.of(broker.cafile()))
        .handshakeTimeout(CONNECTING_SECONDS, TimeUnit.SECONDS)
        .build();
  }
}
