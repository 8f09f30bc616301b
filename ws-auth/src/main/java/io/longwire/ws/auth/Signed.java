package io.longwire.ws.auth;

import java.time.Instant;

/**
 * What was signed.
 *
 * @param value the value
 * @param at when it was signed, in whole seconds
 * @param key the id of the key
 */
public record Signed(String value, Instant at, String key) {}
