package io.longwire.ws.broadcast.testkit;

/** Who has a world to test in. */
public interface WorldOwner {
    /** A new and empty one. */
    BackplaneWorld world();
}
