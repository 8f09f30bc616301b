/**
 * Says who is connected, and for how long.
 *
 * <p>A {@link io.longwire.ws.auth.Proof} is looked for where the settings say: in a cookie, {@code Authorization}, the query, {@code
 * Sec-WebSocket-Protocol}, the TLS client's certificate or the first message. An {@link io.longwire.ws.auth.Authenticator} judges it:
 * the application's, or the built-in one, which takes {@link io.longwire.ws.auth.Tokens signed tokens} and certificates. What comes out
 * is a {@link io.longwire.ws.auth.Credential}, the connection's principal; when it expires the connection ends with code 1008 within a
 * second, unless the application has {@link io.longwire.ws.auth.Authentication#renew renewed} it.
 *
 * <p>The settings stand in the {@code reference.conf} of this module, under {@code ws.plugins.auth}. Counts: {@code ws.auth.admitted},
 * {@code ws.auth.refused}, {@code ws.auth.ended}.
 */
@NullMarked
package io.longwire.ws.auth;

import org.jspecify.annotations.NullMarked;
