package io.longwire.ws.examples.chaos;

import io.longwire.ws.Message;
import io.longwire.ws.MessageKind;
import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.Publication;
import io.longwire.ws.broadcast.TopicEvent;
import io.longwire.ws.broadcast.Verdict;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How a node and its peers speak, in words between spaces.
 *
 * <pre>
 * to a subscriber    publication POSITION ID
 *                    subscribed POSITION
 *                    recovered POSITION COUNT
 *                    gap POSITION FROM REASON
 * of a publisher     TOPIC ID           ID is the idempotency key too
 * to a publisher     kept ID POSITION
 *                    failed ID
 * </pre>
 */
final class Words {
    static final String PUBLICATION = "publication";
    static final String KEPT = "kept";
    static final String FAILED = "failed";
    private static final String SUBSCRIBED = "subscribed";
    private static final String RECOVERED = "recovered";
    private static final String GAP = "gap";

    private Words() {}

    static @Nullable Message render(TopicEvent event) {
        if (event instanceof Publication publication) {
            return Message.text(PUBLICATION + " " + publication.position().text() + " " + id(publication.message()));
        } else if (event instanceof Verdict.Recovered recovered) {
            return Message.text(RECOVERED + " " + recovered.at().text() + " " + recovered.count());
        } else if (event instanceof Verdict.Gap gap) {
            return Message.text(GAP + " " + gap.at().text() + " " + gap.from().text() + " " + gap.reason());
        } else if (event instanceof Verdict verdict) {
            return Message.text(SUBSCRIBED + " " + verdict.at().text());
        }
        return null;
    }

    /** The opposite, of a verdict. */
    static Verdict verdict(String[] words) {
        Position at = position(words[1]);
        return switch (words[0]) {
            case SUBSCRIBED -> new Verdict.Subscribed(at);
            case RECOVERED -> new Verdict.Recovered(at, Integer.parseInt(words[2]));
            case GAP -> new Verdict.Gap(position(words[2]), at, Verdict.Reason.valueOf(words[3]));
            default -> throw new IllegalArgumentException("no node says " + words[0]);
        };
    }

    static Position position(String text) {
        return Position.of(text).orElseThrow(() -> new IllegalArgumentException("no position: " + text));
    }

    private static String id(Message message) {
        if (message.kind() != MessageKind.TEXT) {
            throw new IllegalArgumentException("publications are text");
        }
        return StandardCharsets.UTF_8.decode(message.payload()).toString();
    }
}
