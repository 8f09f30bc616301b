/**
 * RFC 6455 without input and output: bytes go in and events come out ({@link
 * io.longwire.ws.codec.WebSocketProtocol}), messages go in and bytes come out ({@link
 * io.longwire.ws.codec.MessageEncoder}). Nothing here knows of sockets, threads, clocks or loggers, so everything here can be
 * tried byte by byte.
 *
 * <p>One connection's objects are for one thread at a time, its loop. Every buffer is borrowed until the call it was passed to
 * returns.
 */
@NullMarked
package io.longwire.ws.codec;

import org.jspecify.annotations.NullMarked;
