/**
 * What a backplane has to offer: it carries publications, presence and control messages between the nodes of a cluster, and keeps
 * the history of topics.
 *
 * <p>The division of labour: a backplane speaks to its store, and nothing else. Who is subscribed, what has been seen, whether
 * something is missing, what is published again and what subscribers are told is decided above it, once for every backplane. So
 * a backplane need not be exact where it tells what is new ({@link io.longwire.ws.broadcast.spi.BackplaneListener#onPublication}):
 * publications may be missing there, double or out of order. It must be exact where it is asked ({@link
 * io.longwire.ws.broadcast.spi.Broker#recover}).
 *
 * <p>Calls come from any thread, event loops among them, so none may block; stages complete on any thread, where what hangs on
 * them does not block either. A stage always completes: with {@link io.longwire.ws.broadcast.BackplaneAway} when nothing was
 * done, with any other failure when it is not known whether it was.
 *
 * <p>The contract is {@code BackplaneContract} in ws-broadcast-testkit.
 */
@NullMarked
package io.longwire.ws.broadcast.spi;

import org.jspecify.annotations.NullMarked;
