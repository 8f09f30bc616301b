package io.longwire.ws.broadcast.spi;

import java.nio.ByteBuffer;

/**
 * Something to publish.
 *
 * @param topic where
 * @param tag what marks it in the history, different for each; up to 16 letters and digits
 * @param data opaque, read-only and never changed; its position is left alone
 * @param key an idempotency key, up to 128 characters; empty for none
 * @param retention how long it is kept; with {@link Retention#NONE} it is told and forgotten, and neither key nor tag count
 */
public record Outgoing(String topic, String tag, ByteBuffer data, String key, Retention retention) {}
