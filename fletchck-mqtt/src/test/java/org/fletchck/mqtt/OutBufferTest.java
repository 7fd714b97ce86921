package org.fletchck.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutBufferTest {

  private final OutBuffer buffer = new OutBuffer(3, 10_000);

  private static OutgoingMessage message(String topic, String text) {
    return new OutgoingMessage(topic, text.getBytes(StandardCharsets.UTF_8), false);
  }

  private List<String> takeAll() {
    List<String> all = new ArrayList<>();
    for (Optional<OutgoingMessage> next = buffer.take(); next.isPresent(); next = buffer.take()) {
      all.add(text(next.get()));
    }
    return all;
  }

  private static String text(OutgoingMessage message) {
    return message.topic + " " + new String(message.payload, StandardCharsets.UTF_8);
  }

  @Test
  void keepsTheLatestOfEachTopic() {
    buffer.put(message("a", "1"));
    buffer.put(message("b", "1"));
    buffer.put(message("a", "2"));

    assertThat(takeAll()).containsExactly("b 1", "a 2");
    assertThat(buffer.bytes()).isZero();
  }

  @Test
  void acceptsOffersOnlyForUnknownTopics() {
    buffer.put(message("a", "1"));
    buffer.put(message("b", "1"));
    buffer.confirmed(buffer.take().orElseThrow());
    buffer.offer(message("a", "0"));
    buffer.offer(message("b", "0"));
    buffer.offer(message("c", "0"));

    assertThat(takeAll()).containsExactly("b 1", "c 0");
  }

  @Test
  void dropsOldestTopicBeyondTopicLimit() {
    for (String topic : List.of("a", "b", "c", "d")) {
      buffer.put(message(topic, "1"));
    }

    assertThat(buffer.dropped()).isOne();
    assertThat(buffer.dropped()).isZero();
    assertThat(takeAll()).containsExactly("b 1", "c 1", "d 1");
  }

  @Test
  void dropsOldestMessageBeyondMemoryLimit() {
    buffer.put(message("a", "x".repeat(6_000)));
    buffer.put(message("b", "x".repeat(6_000)));

    assertThat(buffer.topics()).isOne();
    assertThat(buffer.bytes()).isBetween(6_000L, 7_000L);
  }

  @Test
  void sendsOneMessageOfATopicAtATime() {
    buffer.put(message("a", "1"));
    OutgoingMessage first = buffer.take().orElseThrow();
    buffer.put(message("a", "2"));

    assertThat(buffer.take()).isEmpty();
    buffer.confirmed(first);
    assertThat(takeAll()).containsExactly("a 2");
  }

  @Test
  void resendsUnconfirmedMessagesUnlessNewerOnesWait() {
    buffer.put(message("b", "1"));
    buffer.put(message("c", "1"));
    assertThat(takeAll()).hasSize(2);
    buffer.put(message("c", "2"));

    buffer.sendAgain();

    assertThat(takeAll()).containsExactlyInAnyOrder("b 1", "c 2");
  }

  @Test
  void resendsConfirmedMessagesAfterNewOnes() {
    buffer.put(message("a", "1"));
    buffer.put(message("b", "1"));
    buffer.confirmed(buffer.take().orElseThrow());
    buffer.confirmed(buffer.take().orElseThrow());
    assertThat(buffer.isEmpty()).isTrue();
    buffer.put(message("b", "2"));

    buffer.sendAgain();

    assertThat(takeAll()).containsExactly("b 2", "a 1");
  }

  @Test
  void clearsTopicOnceAndCallsListener() {
    List<String> cleared = new ArrayList<>();
    buffer.onCleared(cleared::add);
    buffer.put(OutgoingMessage.clearing("a"));
    buffer.confirmed(buffer.take().orElseThrow());
    buffer.sendAgain();

    assertThat(buffer.isEmpty()).isTrue();
    assertThat(cleared).containsExactly("a");
    assertThat(buffer.bytes()).isZero();
  }

  @Test
  void givesUpRefusedClearing() {
    List<String> cleared = new ArrayList<>();
    buffer.onCleared(cleared::add);
    buffer.put(OutgoingMessage.clearing("a"));
    buffer.refused(buffer.take().orElseThrow(), "not authorized");
    buffer.sendAgain();

    assertThat(buffer.isEmpty()).isTrue();
    assertThat(cleared).containsExactly("a");
  }

  @Test
  void repeatsClearingUntilConfirmed() {
    buffer.put(OutgoingMessage.clearing("a"));
    assertThat(takeAll()).containsExactly("a ");
    buffer.sendAgain();

    assertThat(takeAll()).containsExactly("a ");
  }

  @Test
  void doesNotClearTopicsInUseAgain() {
    buffer.put(OutgoingMessage.clearing("a"));
    buffer.put(OutgoingMessage.clearing("b"));
    buffer.put(message("c", "1"));
    assertThat(buffer.take()).isPresent();
    buffer.withdraw("a");
    buffer.withdraw("b");
    buffer.withdraw("c");
    buffer.sendAgain();

    assertThat(takeAll()).containsExactly("c 1");
  }

  @Test
  void dropsConfirmedMessagesBeforePendingOnes() {
    buffer.put(message("a", "1"));
    buffer.confirmed(buffer.take().orElseThrow());
    for (String topic : List.of("b", "c", "d")) {
      buffer.put(message(topic, "1"));
    }
    buffer.sendAgain();

    assertThat(buffer.dropped()).isZero();
    assertThat(takeAll()).containsExactly("b 1", "c 1", "d 1");
  }

  @Test
  void neverResendsRefusedMessages() {
    buffer.put(message("a", "1"));
    buffer.refused(buffer.take().orElseThrow(), "too large");

    buffer.sendAgain();

    assertThat(buffer.isEmpty()).isTrue();
  }

  @Test
  void ignoresLateConfirmation() {
    buffer.put(message("a", "1"));
    OutgoingMessage late = buffer.take().orElseThrow();
    buffer.sendAgain();

    buffer.confirmed(late);

    assertThat(takeAll()).containsExactly("a 1");
  }
}
