/**
 * What an application sees: handlers, endpoints, sockets, the server and the client.
 *
 * <p>The life of a connection, its threads and its endings are told in one place, at {@link
 * io.longwire.ws.ConnectionHandler}.
 */
@NullMarked
package io.longwire.ws;

import org.jspecify.annotations.NullMarked;
