package org.fletchck.mqtt;

import com.hivemq.client.mqtt.exceptions.ConnectionClosedException;
import com.hivemq.client.mqtt.exceptions.MqttEncodeException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAckReturnCode;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubRecException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Human-readable reasons why there is no connection. */
final class ConnectionFailureText {

  private static final String LOGIN =
      "the broker refuses the login; check username and password of mqtt";

  static final String CLOSED = "the broker closed the connection";

  private static final String SUBSCRIPTION = "the broker refuses the subscription to basetopic";
  private static final String MESSAGE = "the broker refuses the message: ";
  private static final String TAKEN_OVER =
      "another client connected with the same client id; give each its own clientid";

  private ConnectionFailureText() {}

  static String of(Throwable problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      String known = known(cause);
      if (known != null) {
        return known;
      }
    }
    Throwable cause = problem;
    while (cause.getCause() != null
        && (cause instanceof ExecutionException || cause instanceof CompletionException)) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  /** Returns whether a message was refused, as opposed to the connection having ended. */
  static boolean isOfMessage(Throwable problem) {
    Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
    return cause instanceof MqttEncodeException
        || cause instanceof IllegalArgumentException
        || cause instanceof Mqtt5PubAckException
        || cause instanceof Mqtt5PubRecException;
  }

  /** Returns whether a connection ended because a message didn't fit in memory. */
  static boolean isOutOfMemory(Throwable problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String known(Throwable cause) {
    if (cause instanceof Mqtt3ConnAckException refused) {
      return connack(refused.getMqttMessage().getReturnCode());
    }
    if (cause instanceof Mqtt5ConnAckException refused) {
      int code = refused.getMqttMessage().getReasonCode().getCode();
      return code == 0x86 || code == 0x87
          ? LOGIN
          : "the broker refuses the client: " + words(refused.getMqttMessage().getReasonCode());
    }
    if (cause instanceof Mqtt5DisconnectException ended && isByBroker(ended)) {
      Mqtt5DisconnectReasonCode code = ended.getMqttMessage().getReasonCode();
      return code == Mqtt5DisconnectReasonCode.SESSION_TAKEN_OVER
          ? TAKEN_OVER
          : "the broker ended the connection: " + words(code);
    }
    if (cause instanceof ConnectionClosedException) {
      return CLOSED;
    }
    if (cause instanceof Mqtt3SubAckException) {
      return SUBSCRIPTION;
    }
    if (cause instanceof Mqtt5SubAckException refused) {
      return SUBSCRIPTION + ": " + words(refused.getMqttMessage().getReasonCodes().get(0));
    }
    if (cause instanceof Mqtt5PubAckException refused) {
      return MESSAGE + words(refused.getMqttMessage().getReasonCode());
    }
    if (cause instanceof Mqtt5PubRecException refused) {
      return MESSAGE + words(refused.getMqttMessage().getReasonCode());
    }
    if (cause instanceof SSLException) {
      return "TLS failed: " + cause.getMessage();
    }
    if (cause instanceof UnknownHostException) {
      return "host name not found";
    }
    if (cause instanceof ConnectException) {
      boolean silent = String.valueOf(cause.getMessage()).contains("timed out");
      return silent ? "the host doesn't answer" : "connection refused";
    }
    return cause instanceof TimeoutException || isTimeout(cause)
        ? "the broker doesn't answer"
        : null;
  }

  /** The client library wraps its own reasons, such as a missing answer, in the same class. */
  private static boolean isByBroker(Mqtt5DisconnectException ended) {
    return String.valueOf(ended.getMessage()).startsWith("Server sent DISCONNECT");
  }

  private static boolean isTimeout(Throwable cause) {
    return String.valueOf(cause.getMessage()).startsWith("Timeout while waiting for");
  }

  private static String connack(Mqtt3ConnAckReturnCode code) {
    return code == Mqtt3ConnAckReturnCode.BAD_USER_NAME_OR_PASSWORD
            || code == Mqtt3ConnAckReturnCode.NOT_AUTHORIZED
        ? LOGIN
        : "the broker refuses the client: " + words(code);
  }

  private static String words(Enum<?> code) {
    return code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
