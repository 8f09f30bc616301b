package io.longwire.ws.spi;

/** Something that has been asked for and can be taken back. */
public interface Cancellable {
    /** Takes it back if it has not happened yet. Any thread; a second call does nothing. */
    void cancel();
}
