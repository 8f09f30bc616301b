package io.longwire.ws.broadcast;

/**
 * Somebody who is present in a topic.
 *
 * @param connection names the connection among those of all nodes
 * @param user the name of its principal; empty when it has none
 * @param info what the application said of it when it subscribed
 */
public record Present(String connection, String user, String info) {}
