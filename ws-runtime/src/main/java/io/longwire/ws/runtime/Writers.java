package io.longwire.ws.runtime;

import java.io.IOException;
import java.util.ArrayDeque;

/** Those who send messages in parts, each waiting until its next part is wanted. Loop only. */
final class Writers {
    private final Session session;
    private final ArrayDeque<Outgoing.Part> waiting = new ArrayDeque<>(2);

    Writers(Session session) {
        this.session = session;
    }

    void add(Outgoing.Part part) {
        waiting.add(part);
    }

    /** Lets those go on whose parts have left. In a task of its own, or each part would begin within the last one's. */
    void tell() {
        for (int i = waiting.size(); i > 0; i--) {
            Outgoing.Part part = waiting.remove();
            if (part.message.size() > 0) {
                waiting.add(part);
            } else {
                session.execute(() -> part.room.complete(null));
            }
        }
    }

    /** No message can be sent any more. */
    void fail(IOException why) {
        while (!waiting.isEmpty()) {
            waiting.remove().lost(why);
        }
    }
}
