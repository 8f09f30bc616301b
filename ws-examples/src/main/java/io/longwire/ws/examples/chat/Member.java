package io.longwire.ws.examples.chat;

import io.longwire.ws.WebSocket;

/** Somebody in a room. Guarded by the lock of {@link Rooms}. */
final class Member {
    private final Room room;
    private final String id;
    private final RateLimit rate;
    private String name;
    private WebSocket socket;

    Member(Room room, String id, String name, WebSocket socket, RateLimit rate) {
        this.room = room;
        this.id = id;
        this.name = name;
        this.socket = socket;
        this.rate = rate;
    }

    Room room() {
        return room;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    void name(String other) {
        name = other;
    }

    WebSocket socket() {
        return socket;
    }

    void socket(WebSocket other) {
        socket = other;
    }

    RateLimit rate() {
        return rate;
    }
}
