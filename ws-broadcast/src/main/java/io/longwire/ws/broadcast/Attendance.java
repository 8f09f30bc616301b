package io.longwire.ws.broadcast;

import io.longwire.ws.broadcast.spi.Registry;
import io.longwire.ws.spi.Loop;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who of this node is present where, and who came and went lately. The registry knows at once; subscribers are told after a moment, of
 * all that happened in it, and of nobody who came and went within it.
 */
final class Attendance {
    private record Change(String topic, Present member, boolean joined) {}

    /** Who is told. */
    interface Audience {
        void tell(String topic, Present member, boolean joined);
    }

    private final Registry registry;
    private final Duration delay;
    private final Loop loop;
    private @Nullable Audience audience;
    /** By topic, then connection; guarded by this, as all below. */
    private final Map<String, Map<String, Present>> here = new HashMap<>();
    /** By connection and topic, in their order. */
    private final Map<String, Change> changes = new LinkedHashMap<>();

    Attendance(Registry registry, Duration delay, Loop loop) {
        this.registry = registry;
        this.delay = delay;
        this.loop = loop;
    }

    void audience(Audience told) {
        audience = told;
    }

    synchronized void enter(String topic, Present member) {
        here.computeIfAbsent(topic, name -> new HashMap<>()).put(member.connection(), member);
        // A store that cannot be reached is told everything when it is back.
        registry.enter(topic, member);
        change(topic, member, true);
    }

    synchronized void leave(String topic, String connection) {
        Map<String, Present> members = here.get(topic);
        Present member = members == null ? null : members.remove(connection);
        if (members == null || member == null) {
            return;
        }
        if (members.isEmpty()) {
            here.remove(topic);
        }
        registry.leave(topic, connection);
        change(topic, member, false);
    }

    /** Of a node that died. */
    synchronized void gone(String topic, Present member) {
        change(topic, member, false);
    }

    /** The store has forgotten this node, or may have. */
    synchronized void again() {
        here.forEach((topic, members) -> members.values().forEach(member -> registry.enter(topic, member)));
    }

    private void change(String topic, Present member, boolean joined) {
        String key = member.connection() + " " + topic;
        Change before = changes.remove(key);
        if (before == null || before.joined == joined) {
            changes.put(key, new Change(topic, member, joined));
        }
        if (before == null && changes.size() == 1) {
            loop.schedule(delay, this::tell);
        }
    }

    private void tell() {
        Map<String, Change> all;
        synchronized (this) {
            all = new LinkedHashMap<>(changes);
            changes.clear();
        }
        Audience told = audience;
        if (told != null) {
            all.values().forEach(change -> told.tell(change.topic, change.member, change.joined));
        }
    }
}
