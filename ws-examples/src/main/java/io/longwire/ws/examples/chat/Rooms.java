package io.longwire.ws.examples.chat;

import io.longwire.ws.CloseReason;
import io.longwire.ws.WebSocket;
import io.longwire.ws.broadcast.Position;
import io.longwire.ws.broadcast.Topic;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All rooms. Any thread.
 *
 * <p>One lock guards every room: what is done under it is some map operations and a publication, which does not wait for
 * sockets. So who is in a room, what was said and what subscribers are told always agree, and in one order for all.
 *
 * <p>When there are as many rooms as there may be, the one that is empty for the longest time makes way. What was said in it is kept by
 * its topic, for its time.
 */
final class Rooms {
    /** The close code for a connection whose member said hello on a newer one. */
    static final CloseReason REPLACED = new CloseReason(4001, "replaced");

    /** How much there may be: rooms, members of one, lines that a newcomer gets, and that somebody gets who was away. */
    record Limits(int rooms, int members, int history, int missed) {
        static final Limits USUAL = new Limits(200, 200, 50, 300);
    }

    private static final int BURST = 8;
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(400);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Room> rooms = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Limits limits;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    Rooms(Limits limits, InstantSource clock, LongSupplier nanoTime) {
        this.limits = limits;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * Lets somebody in and welcomes them.
     *
     * @param topics makes the topic of a room that is new
     * @param room a name that {@link Words#room} passed
     * @param key what makes a member the same one again, null for a new one
     * @param since the last line that they have, null for none
     */
    Member join(
            Function<String, Topic> topics,
            String room,
            String name,
            @Nullable String key,
            @Nullable Position since,
            WebSocket socket)
            throws Refused {
        String shown = Words.name(name).orElseThrow(() -> new Refused(Refused.Reason.NAME_INVALID));
        String id = id(key == null ? token() : key);
        lock.lock();
        try {
            Room joined = room(room, topics);
            if (joined.isTaken(shown, id)) {
                throw new Refused(Refused.Reason.NAME_TAKEN);
            }
            Member member = joined.member(id);
            return member == null ? admit(joined, id, shown, since, socket) : replace(member, shown, since, socket);
        } finally {
            lock.unlock();
        }
    }

    private Member admit(Room room, String id, String name, @Nullable Position since, WebSocket socket) throws Refused {
        if (room.size() == limits.members()) {
            throw new Refused(Refused.Reason.ROOM_FULL);
        }
        RateLimit rate = new RateLimit(BURST, INTERVAL, nanoTime.getAsLong());
        Member member = new Member(room, id, name, socket, rate);
        room.add(member, since);
        return member;
    }

    private static Member replace(Member member, String name, @Nullable Position since, WebSocket socket) {
        Room room = member.room();
        WebSocket older = member.socket();
        room.forget(older);
        older.close(REPLACED);
        member.socket(socket);
        if (!member.name().equals(name)) {
            room.rename(member, name);
        }
        room.greet(member, since);
        return member;
    }

    /** The connection of a member has ended. Nothing happens when they have a newer one. */
    void leave(Member member, WebSocket socket) {
        lock.lock();
        try {
            if (member.socket() != socket) {
                return;
            }
            Room room = member.room();
            room.forget(socket);
            room.remove(member);
            if (room.isEmpty()) {
                // To the end: rooms that are empty for a longer time stand before it.
                String folded = Words.fold(room.name());
                rooms.remove(folded);
                rooms.put(folded, room);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Tells the room, or the member alone when it knows this reference already. */
    void say(Member member, String text, @Nullable String ref) throws Refused {
        String told = Words.text(text);
        lock.lock();
        try {
            spend(member);
            member.room().say(member, told, clock.millis(), ref);
        } finally {
            lock.unlock();
        }
    }

    void rename(Member member, String name) throws Refused {
        String shown = Words.name(name).orElseThrow(() -> new Refused(Refused.Reason.NAME_INVALID));
        lock.lock();
        try {
            if (member.room().isTaken(shown, member.id())) {
                throw new Refused(Refused.Reason.NAME_TAKEN);
            }
            if (!member.name().equals(shown)) {
                spend(member);
                member.room().rename(member, shown);
            }
        } finally {
            lock.unlock();
        }
    }

    private void spend(Member member) throws Refused {
        long wait = member.rate().take(nanoTime.getAsLong());
        if (wait > 0) {
            throw new Refused(Refused.Reason.TOO_FAST, wait);
        }
    }

    private Room room(String name, Function<String, Topic> topics) throws Refused {
        String folded = Words.fold(name);
        Room known = rooms.get(folded);
        if (known != null) {
            return known;
        }
        if (rooms.size() == limits.rooms()) {
            String empty = rooms.entrySet().stream()
                    .filter(e -> e.getValue().isEmpty())
                    .findFirst()
                    .orElseThrow(() -> new Refused(Refused.Reason.ROOMS_FULL))
                    .getKey();
            rooms.remove(empty);
        }
        Room made = new Room(name, topics.apply("chat/" + folded), topics.apply("people/" + folded), limits);
        rooms.put(folded, made);
        return made;
    }

    private String token() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** What others may know of a key: not enough to say hello with it. */
    private static String id(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
