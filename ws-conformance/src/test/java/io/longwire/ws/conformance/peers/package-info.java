/**
 * WebSockets that others wrote, as clients of our server and as servers of our client. {@link
 * io.longwire.ws.conformance.peers.PeerTable} is what each of them is held against.
 */
package io.longwire.ws.conformance.peers;
