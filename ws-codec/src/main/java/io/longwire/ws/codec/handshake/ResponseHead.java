package io.longwire.ws.codec.handshake;

/**
 * The head of an HTTP/1.x response (RFC 9112, 2.1).
 *
 * @param status the status, from 100 to 599
 * @param reason the reason phrase, ISO-8859-1, may be empty; what the peer sent, so not for the log
 * @param headers the header fields
 */
public record ResponseHead(int status, String reason, Headers headers) {}
