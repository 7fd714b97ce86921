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
 * One connection to a broker, from its beginning to its end; it is never used again, so that
 * nothing of the client library is left from the last. No method blocks.
 */
interface MqttSession {

  /** Seconds for which a persistent session outlives its connection: a week. */
  long SESSION_SECONDS = 7 * 86_400;

  /** Hands what arrives to that; before connecting, for a kept session brings messages at once. */
  void deliverTo(MessageInflow inflow);

  /** Connects and logs in. */
  CompletionStage<?> connect();

  /** Subscribes to a topic filter. */
  CompletionStage<?> subscribe(String filter);

  /** Ends a subscription that a kept session may still have. */
  CompletionStage<?> unsubscribe(String filter);

  /**
   * Publishes; completes when the broker has confirmed it, as the quality of service wants.
   *
   * @throws IllegalArgumentException if it can't be published under that topic
   */
  CompletionStage<?> publish(OutgoingMessage message);

  /** Ends in good order; the broker does not publish the will. */
  CompletionStage<?> disconnect();

  /** Gives up what isn't done yet, so that nothing is left of it; its loop must still run. */
  void cancel();

  /**
   * Makes one that isn't connected yet.
   *
   * @param loop serves the connection
   * @param ended hears, on the thread of the loop, that it is over or never came about
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
                    .applicationScheduler(Schedulers.from(Runnable::run)) // no threads besides
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

  /** Returns how TLS is spoken. The client verifies the host name by itself. */
  private static MqttClientSslConfig tls(Broker broker, Duration patience) throws IOException {
    return MqttClientSslConfig.builder()
        .trustManagerFactory(broker.cafile() == null ? null : BrokerTrust.of(broker.cafile()))
        .handshakeTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .build();
  }
}
