/** Judges any WebSocket server that echoes, by RFC 6455, RFC 7692 and what they take from RFC 9110 and RFC 9112. */
@NullMarked
package io.longwire.ws.examples.conformance;

import org.jspecify.annotations.NullMarked;
