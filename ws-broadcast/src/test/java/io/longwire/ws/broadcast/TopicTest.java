package io.longwire.ws.broadcast;

import static io.longwire.ws.broadcast.Bench.received;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.Message;
import io.longwire.ws.testkit.Action;
import io.longwire.ws.testkit.ManualClock;
import io.longwire.ws.testkit.ManualLoop;
import io.longwire.ws.testkit.RecordingWebSocket;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {
    private final ManualClock clock = new ManualClock();
    private final ManualLoop loop = new ManualLoop(clock);
    private final ManualLoop otherLoop = new ManualLoop(clock);
    private final Bench bench = new Bench();
    private final Topic news = bench.topics.topic("news");
    private final RecordingWebSocket here = bench.connect(loop);
    private final RecordingWebSocket there = bench.connect(otherLoop);

    @Test
    void subscribersOnAllLoopsGetThePublication() {
        news.subscribe(here);
        news.subscribe(there);
        publish("a", "b");
        assertThat(received(here)).containsExactly("a", "b");
        assertThat(received(there)).containsExactly("a", "b");
        assertThat(bench.meter.count("ws.broadcast.published")).isEqualTo(2);
        assertThat(bench.delivered()).isEqualTo(4);
    }

    @Test
    void everySubscriberIsSentTheSameObject() {
        news.subscribe(here);
        news.subscribe(there);
        Message message = Message.text("once");
        news.publish(message);
        clock.runPending();
        assertThat(((Action.Prepared) here.actions().get(0)).message()).isSameAs(message);
        assertThat(((Action.Prepared) there.actions().get(0)).message()).isSameAs(message);
    }

    @Test
    void topicsOfOneNameAreOne() {
        news.subscribe(here);
        bench.topics.topic("news").publish(Message.text("a"));
        bench.topics.topic("News").publish(Message.text("b"));
        clock.runPending();
        assertThat(received(here)).containsExactly("a");
        assertThat(bench.topics.topic("news")).isEqualTo(news);
    }

    @Test
    void oneIsLeftOut() {
        news.subscribe(here);
        news.subscribe(there);
        assertThat(news.publish(Message.text("not for here"), here)).isTrue();
        publish("for all");
        assertThat(received(here)).containsExactly("for all");
        assertThat(received(there)).containsExactly("not for here", "for all");
    }

    @Test
    void whoIsLeftOutNeedNotBeASubscriber() {
        news.subscribe(here);
        news.publish(Message.text("a"), there);
        clock.runPending();
        assertThat(received(here)).containsExactly("a");
    }

    @Test
    void subscribingTwiceIsSubscribingOnce() {
        Subscription first = news.subscribe(here);
        assertThat(news.subscribe(here)).isSameAs(first);
        publish("a");
        assertThat(received(here)).containsExactly("a");
        assertThat(news.size()).isEqualTo(1);
    }

    @Test
    void publicationsBeforeAndAfterASubscriptionAreNotSent() {
        publish("before");
        news.publish(Message.text("just before"));
        Subscription subscription = news.subscribe(here);
        news.publish(Message.text("first"));
        news.publish(Message.text("last"));
        subscription.unsubscribe();
        news.publish(Message.text("just after"));
        clock.runPending();
        assertThat(received(here)).containsExactly("first", "last");
    }

    @Test
    void anEndedSubscriptionStaysEndedAndEndsNoLaterOne() {
        Subscription first = news.subscribe(here);
        first.close();
        first.close();
        Subscription second = news.subscribe(here);
        first.unsubscribe();
        assertThat(first.isActive()).isFalse();
        assertThat(second.isActive()).isTrue();
        publish("a");
        assertThat(received(here)).containsExactly("a");
    }

    @Test
    void unsubscribeTellsWhetherThereWasASubscription() {
        assertThat(news.unsubscribe(here)).isFalse();
        news.subscribe(here);
        assertThat(news.unsubscribe(here)).isTrue();
        assertThat(news.unsubscribe(here)).isFalse();
        assertThat(bench.topics.size()).isZero();
    }

    @Test
    void theEndOfAConnectionEndsItsSubscriptions() {
        Subscription toNews = news.subscribe(here);
        bench.topics.topic("weather").subscribe(here);
        news.subscribe(there);
        bench.end(here);
        publish("a");
        assertThat(received(here)).isEmpty();
        assertThat(received(there)).containsExactly("a");
        assertThat(toNews.isActive()).isFalse();
        assertThat(news.size()).isEqualTo(1);
        assertThat(bench.topics.size()).isEqualTo(1);
        assertThatCode(toNews::unsubscribe).doesNotThrowAnyException();
    }

    @Test
    void aConnectionThatHasEndedCannotSubscribe() {
        bench.end(here);
        Subscription subscription = news.subscribe(here);
        assertThat(subscription.isActive()).isFalse();
        assertThat(subscription.topic()).isEqualTo("news");
        subscription.unsubscribe();
        assertThat(bench.topics.size()).isZero();
    }

    @Test
    void nothingIsKeptOfTopicsWithoutSubscribers() {
        for (int i = 0; i < 100_000; i++) {
            Topic topic = bench.topics.topic("room " + i);
            topic.publish(Message.text("anybody?"));
            topic.subscribe(here).unsubscribe();
        }
        assertThat(bench.topics.size()).isZero();
        assertThat(news.size()).isZero();
    }

    @Test
    void manySubscribersComeAndGo() {
        List<RecordingWebSocket> crowd =
                IntStream.range(0, 1000).mapToObj(i -> bench.connect(loop)).toList();
        crowd.forEach(news::subscribe);
        publish("all");
        for (int i = 0; i < crowd.size(); i++) {
            if (i % 3 != 0) {
                news.unsubscribe(crowd.get(i));
            }
        }
        publish("some");
        for (int i = 0; i < crowd.size(); i++) {
            assertThat(received(crowd.get(i))).isEqualTo(i % 3 == 0 ? List.of("all", "some") : List.of("all"));
        }
        assertThat(news.size()).isEqualTo(334);
    }

    @Test
    void whatIsSentDirectlyComesBeforeWhatWasPublished() {
        news.subscribe(here);
        loop.execute(() -> {
            news.publish(Message.text("published"));
            here.sendText("direct");
        });
        clock.runPending();
        assertThat(here.actions()).hasSize(2).first().isEqualTo(new Action.Text("direct"));
    }

    @Test
    void aConnectionThatRefusesIsCountedAndHurtsNobody() {
        news.subscribe(here);
        RecordingWebSocket beside = bench.connect(loop);
        news.subscribe(beside);
        here.refuse(true);
        publish("a", "b");
        assertThat(received(beside)).containsExactly("a", "b");
        assertThat(bench.delivered()).isEqualTo(2);
        assertThat(bench.meter.count("ws.broadcast.refused")).isEqualTo(2);
    }

    @Test
    void aConnectionOfAnotherServerIsUnknown() {
        RecordingWebSocket stranger = new Bench().connect(loop);
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> news.subscribe(stranger),
                () -> news.unsubscribe(stranger),
                () -> news.publish(Message.text("a"), stranger))) {
            assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\rb", "\0", "\u0085", "\ud800", "a\udc00"})
    void badNamesAreRefused(String name) {
        assertThatThrownBy(() -> bench.topics.topic(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name");
    }

    @Test
    void longNamesAreRefused() {
        assertThat(bench.topics.topic("n".repeat(255)).name()).hasSize(255);
        assertThatThrownBy(() -> bench.topics.topic("n".repeat(256))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"room/blue sky", "*", "{a}?", "Straße", "\ud83d\ude00"})
    void namesHaveNoPatternsAndNoStructure(String name) {
        bench.topics.topic(name).subscribe(here);
        news.publish(Message.text("for another topic"));
        bench.topics.topic(name).publish(Message.text("a"));
        clock.runPending();
        assertThat(received(here)).containsExactly("a");
    }

    @Test
    void aConnectionHasSoManyTopics() {
        for (int i = 0; i < 128; i++) {
            bench.topics.topic("t" + i).subscribe(here);
        }
        assertThatThrownBy(() -> news.subscribe(here))
                .isInstanceOf(SubscriptionRefused.class)
                .hasMessageContaining("128");
        bench.topics.topic("t0").unsubscribe(here);
        assertThat(news.subscribe(here).isActive()).isTrue();
        bench.end(here);
        assertThat(bench.topics.size()).isZero();
    }

    @Test
    void aTopicHasSoManySubscribers() {
        Bench small = new Bench(Bench.settings().with("max-subscribers", 2));
        Topic topic = small.topics.topic("a");
        RecordingWebSocket first = small.connect(loop);
        topic.subscribe(first);
        topic.subscribe(small.connect(loop));
        RecordingWebSocket third = small.connect(loop);
        assertThatThrownBy(() -> topic.subscribe(third)).isInstanceOf(SubscriptionRefused.class);
        assertThat(topic.size()).isEqualTo(2);
        small.end(first);
        topic.subscribe(third);
        topic.publish(Message.text("a"));
        clock.runPending();
        assertThat(received(third)).containsExactly("a");
        assertThat(received(first)).isEmpty();
    }

    @Test
    void aConnectionThatThrowsIsEndedAndHurtsNobody() {
        var broken = new IllegalStateException("broken");
        var thrower = bench.connect(loop, message -> {
            throw broken;
        });
        news.subscribe(thrower);
        news.subscribe(here);
        publish("a");
        assertThat(received(here)).containsExactly("a");
        assertThat(thrower.isOpen()).isFalse();
        assertThat(bench.meter.count("ws.broadcast.refused")).isEqualTo(1);
    }

    private void publish(String... texts) {
        for (String text : texts) {
            assertThat(news.publish(Message.text(text))).isTrue();
        }
        clock.runPending();
    }
}
