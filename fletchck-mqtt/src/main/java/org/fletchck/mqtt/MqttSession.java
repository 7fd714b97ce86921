package org.fletchck.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientExecutorConfig;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfigBuilder;
import io.reactivex.schedulers.Schedulers;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.fletchck.mqtt.ClientSettings.Broker;

/**
 * One connection to a broker, from beginning to end; never reused, so that no state of the client
 * library is left over. No method blocks.
 */
interface MqttSession {

  /** Seconds for which a persistent session outlives its connection: a week. */
  long SESSION_SECONDS = 7 * 86_400;

  /** Sets where messages go; call it before connecting, since a kept session delivers at once. */
  void deliverTo(MessageInflow inflow);

  /** Connects and logs in. */
  CompletionStage<?> connect();

  /** Subscribes to a topic filter. */
  CompletionStage<?> subscribe(String filter);

  /** Ends a subscription that a kept session may still have. */
  CompletionStage<?> unsubscribe(String filter);

  /**
   * Publishes; completes when the broker has confirmed it, as the quality of service requires.
   *
   * @throws IllegalArgumentException if it can't be published under that topic
   */
  CompletionStage<?> publish(OutgoingMessage message);

  /** Disconnects cleanly; the broker does not publish the will. */
  CompletionStage<?> disconnect();

  /** Cancels pending requests, so that nothing is left of them; the loop must still be running. */
  void cancel();

  /**
   * Creates a session that isn't connected yet.
   *
   * @param loop serves the connection
   * @param ended called, on the thread of the loop, when the session is over or couldn't be made
   * @throws IOException if the trusted certificates can't be read
   */
  static MqttSession of(
      ClientSettings settings, ClientTiming timing, ConnectionLoop loop, Consumer<Throwable> ended)
      throws IOException {
    MqttClientBuilder builder =
        MqttClient.builder()
            .identifier(settings.client().id())
            .transportConfig(transport(settings.broker(), timing.patience()))
            .executorConfig(
                MqttClientExecutorConfig.builder()
                    .nettyExecutor(loop.executor())
                    .nettyThreads(1)
                    .applicationScheduler(Schedulers.from(Runnable::run)) // no further threads
                    .build())
            .addDisconnectedListener(context -> ended.accept(context.getCause()));
    return settings.client().version() == 5
        ? new Mqtt5Session(builder.useMqttVersion5().buildAsync(), settings, timing)
        : new Mqtt3Session(builder.useMqttVersion3().buildAsync(), settings, timing);
  }

  private static MqttClientTransportConfig transport(Broker broker, Duration patience)
      throws IOException {
    MqttClientTransportConfigBuilder transport =
        MqttClientTransportConfig.builder()
            .serverHost(broker.host())
            .serverPort(broker.port())
            .socketConnectTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
            .mqttConnectTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    return (broker.tls() ? transport.sslConfig(tls(broker, patience)) : transport).build();
  }

  /** Returns the TLS settings. The client verifies the host name by itself. */
  private static MqttClientSslConfig tls(Broker broker, Duration patience) throws IOException {
    return MqttClientSslConfig.builder()
        .trustManagerFactory(broker.cafile() == null ? null : BrokerTrust.of(broker.cafile()))
        .handshakeTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .build();
  }
}
