package io.longwire.ws.runtime;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The connections of one loop whose request has not come yet, TLS handshakes among them. When there are too many, the one that has
 * waited longest goes: an honest client is done in a moment. Loop only.
 */
final class Awaited {
    private final int most;
    private final Set<HttpConnection> all = new LinkedHashSet<>();

    Awaited(int most) {
        this.most = most;
    }

    /** Its time begins, or begins anew. */
    void add(HttpConnection connection) {
        all.remove(connection);
        all.add(connection);
        if (all.size() > most) {
            HttpConnection oldest = all.iterator().next();
            all.remove(oldest);
            oldest.giveWay();
        }
    }

    /** Its request is there, or it has ended. */
    void remove(HttpConnection connection) {
        all.remove(connection);
    }
}
