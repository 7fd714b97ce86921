package org.fletchck.mqtt;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.fletchck.mqtt.StateMessage.Data;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionContext;
import org.fletchck.spi.Change;
import org.fletchck.spi.Notification;
import org.jspecify.annotations.Nullable;

/** Publishes each change to the topic of its check, as a {@link StateMessage}. */
record MqttAction(String topic, Broker broker) implements Action {

  /** Publishes one message and waits until the broker has confirmed it. */
  interface Broker {
    void publish(OutgoingMessage message, ActionContext context)
        throws IOException, InterruptedException;
  }

  @Override
  public void send(Notification n, ActionContext context) throws Exception {
    for (Notification part : n.isDigest() ? n.parts() : List.of(n)) {
      if (!context.done(part.id())) {
        String to = topic + "/" + TopicNames.level(part.subject().name());
        OutgoingMessage message = new OutgoingMessage(to, StateCodec.write(message(part)), true);
        broker.publish(message.atLeastOnce(), context);
        context.markDone(part.id());
        context.log("published to " + to);
      }
    }
  }

  /** A notification has no counts, so this sends one failing run with a threshold of one. */
  private static StateMessage message(Notification n) {
    boolean fails = n.change() != Change.RECOVERED;
    ZoneId zone = n.when().zone();
    List<String> members = new ArrayList<>();
    if (fails) {
      members.addAll(n.what().members().fresh());
      members.addAll(n.what().members().still());
    }
    Data data =
        new Data(
            1,
            fails,
            members,
            fails ? 1 : 0,
            log(n),
            null,
            StateMessage.text(n.when().at(), zone),
            StateMessage.text(since(n), zone),
            StateMessage.text(fails ? null : n.when().at(), zone),
            n.what().level());
    return new StateMessage(n.subject().name(), n.subject().type(), data);
  }

  private static @Nullable Instant since(Notification n) {
    return n.when().since();
  }

  private static List<String> log(Notification n) {
    List<String> lines = new ArrayList<>();
    String reason = n.what().reason();
    if (reason != null) {
      lines.add(reason);
    }
    n.what().log().stream().filter(line -> !line.equals(reason)).forEach(lines::add);
    return lines;
  }
}
