package io.longwire.ws.broadcast.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.cluster.SlotHash;
import io.longwire.ws.StartFailed;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Names of keys and channels, and settings that would make bad ones. */
class KeysTest {
    private final Keys keys = new Keys("ws");

    @Test
    void allOfATopicLiesInOneSlotWhateverItsName() {
        for (String topic : List.of("t", "{a}b", "}{", "{}", "a:c:b", "}:c:x", "\ud83d\ude00")) {
            assertThat(List.of(
                            keys.meta(topic),
                            keys.stream(topic),
                            keys.channel(topic),
                            keys.key(topic, "{k}"),
                            keys.presence(topic)))
                    .extracting(SlotHash::getSlot)
                    .containsOnly(SlotHash.getSlot(keys.meta(topic)));
            assertThat(keys.topic(keys.channel(topic))).isEqualTo(topic);
        }
    }

    @Test
    void topicsSpreadOver64Slots() {
        Set<Integer> slots = IntStream.range(0, 5000)
                .mapToObj(i -> SlotHash.getSlot(keys.meta("topic-" + i)))
                .collect(Collectors.toSet());
        assertThat(slots).hasSize(64);
        assertThat(slots.stream().map(slot -> slot / 256).distinct()).hasSize(64);
    }

    @Test
    void twoTopicsNeverShareAKey() {
        assertThat(keys.key("a", "bc")).isNotEqualTo(keys.key("ab", "c"));
        assertThatThrownBy(() -> keys.meta("\ud800")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aUriThatCannotBeReadIsRefusedWithoutItsPassword() {
        for (String uri : List.of(
                "http://:pa55word@host", "redis://:pa55word@one,two", "redis://:pa55word@host:99999", "pa55word")) {
            assertThatThrownBy(() -> RedisSettings.read(RedisWorld.settings(uri)))
                    .as(uri)
                    .isInstanceOf(StartFailed.class)
                    .hasMessageContaining("redis://host:port")
                    .hasMessageNotContaining("pa55word")
                    .hasNoCause();
        }
    }
}
