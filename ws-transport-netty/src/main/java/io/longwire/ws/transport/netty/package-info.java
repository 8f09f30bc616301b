/**
 * A transport made of Netty's sockets and native event loops.
 *
 * <p>Netty accepts, connects and waits. Bytes go past its machinery where that pays: every read of a loop lands in the one
 * buffer that the loop owns ({@code ReceiveBuffer}), and a write goes straight to the socket ({@code Output}). So the
 * pipeline has one handler, the wire itself, and Netty's queue of writes is empty. Only io_uring, whose sockets cannot be
 * written to directly, sends through that queue, a bounded number of bytes at a time.
 */
@NullMarked
package io.longwire.ws.transport.netty;

import org.jspecify.annotations.NullMarked;
