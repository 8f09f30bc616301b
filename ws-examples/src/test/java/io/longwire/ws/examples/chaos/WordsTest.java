package io.longwire.ws.examples.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.longwire.ws.Message;
import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.Present;
import io.longwire.ws.broadcast.Publication;
import io.longwire.ws.broadcast.TopicEvent;
import io.longwire.ws.broadcast.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Position AT = new Position("e", 7, "tag");

    @Test
    void verdictsAreUnderstoodAsTheyWereSaid() {
        List<Verdict> all = List.of(
                new Verdict.Subscribed(AT),
                new Verdict.Recovered(AT, 3),
                new Verdict.Gap(new Position("f", 2), AT, Verdict.Reason.EPOCH));
        assertThat(all)
                .allSatisfy(verdict -> assertThat(Words.verdict(words(verdict))).isEqualTo(verdict));
    }

    @Test
    void aPublicationIsItsPositionAndItsId() {
        assertThat(words(new Publication(AT, Message.text("p1")))).containsExactly("publication", "7.e.tag", "p1");
    }

    @Test
    void whoComesAndGoesIsNotSaid() {
        assertThat(Words.render(new TopicEvent.Joined(new Present("c", "ada", ""))))
                .isNull();
    }

    @Test
    void whatNoNodeSaysIsNotGuessedAt() {
        assertThrows(IllegalArgumentException.class, () -> Words.verdict(new String[] {"hello", "7.e.tag"}));
        assertThrows(IllegalArgumentException.class, () -> Words.position("hello"));
    }

    private static String[] words(TopicEvent event) {
        Message message = Objects.requireNonNull(Words.render(event));
        return StandardCharsets.UTF_8.decode(message.payload()).toString().split(" ", -1);
    }
}
