package io.longwire.ws.codec.handshake;

/**
 * The head of an HTTP/1.x request (RFC 9112, 2.1), well-formed but otherwise unjudged.
 *
 * @param method the method, a token
 * @param target the request target as it was sent, visible ASCII
 * @param minorVersion 0 or 1
 * @param headers the header fields
 */
public record RequestHead(String method, String target, int minorVersion, Headers headers) {}
