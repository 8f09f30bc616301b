package io.longwire.ws.broadcast;

import io.longwire.ws.Message;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An event with what it looks like to each kind of subscriber: made when the first of a kind is told, and kept for the others. */
final class Told {
    private record Look(
            Rendering rendering,
            @Nullable Message message,
            @Nullable Look older) {}

    final TopicEvent event;
    private final @Nullable Message message;
    private final Position position;
    private final AtomicReference<@Nullable Look> looks = new AtomicReference<>();

    Told(TopicEvent event) {
        this.event = event;
        if (event instanceof Publication publication) {
            message = publication.message();
            position = publication.position();
        } else {
            message = null;
            position = Position.NONE;
        }
    }

    /** Null when there is nothing to send. */
    @Nullable
    Message as(@Nullable Rendering rendering) {
        if (rendering == null) {
            return message;
        }
        for (Look look = looks.get(); look != null; look = look.older) {
            if (look.rendering == rendering) {
                return look.message;
            }
        }
        Message made = rendering.render(event);
        Look newest;
        do {
            newest = looks.get();
        } while (!looks.compareAndSet(newest, new Look(rendering, made, newest)));
        return made;
    }

    /** Of a publication that is kept; {@link Position#NONE} of all else. */
    Position position() {
        return position;
    }

    int size() {
        return message == null ? 0 : message.size();
    }
}
