/**
 * Topics: one message, encoded once, to everybody who subscribed.
 *
 * <pre>{@code
 * final class Chat implements WebSocketHandler {
 *     private Topic room;
 *
 *     public void onOpen(WebSocket socket) {
 *         room = socket.handshake().service(Topics.class).topic("room/" + socket.handshake().parameter("room"));
 *         room.subscribe(socket);
 *     }
 *
 *     public void onText(WebSocket socket, String text) {
 *         room.publish(Message.text(text));
 *     }
 * }
 * }</pre>
 *
 * <h2>Order</h2>
 *
 * <ul>
 *   <li>All subscribers of a topic see its publications in one order, whatever the publishing threads and event loops.
 *   <li>A subscriber sees what one thread published, on any number of topics, in the order in which it did.
 *   <li>A publication that begins after {@link io.longwire.ws.broadcast.Topic#subscribe subscribe} returned is sent to the
 *       subscriber; one that ended before {@code subscribe} began is not. The same holds, turned round, for {@code
 *       unsubscribe}: what was published before it is still sent, what is published after it is not.
 *   <li>A publication leaves at the end of a turn of each event loop. What a handler sends to a connection directly, in the
 *       callback that published, therefore comes first.
 * </ul>
 *
 * <h2>Delivery</h2>
 *
 * <p>A publication goes to each subscriber's connection with {@link io.longwire.ws.WebSocket#send(Message)}, once. What
 * happens to a slow one is its overflow policy's to say, and it holds up nobody else. A connection that ends is
 * unsubscribed from everything by itself.
 *
 * <h2>History</h2>
 *
 * <p>A topic whose {@linkplain io.longwire.ws.broadcast.TopicOptions options} ask for a history gives each publication a {@link
 * io.longwire.ws.broadcast.Position}. Who {@linkplain io.longwire.ws.broadcast.SubscribeOptions#since goes on} from one is told a {@link
 * io.longwire.ws.broadcast.Verdict} first. There, and with other nodes, a subscription begins a little after the call: at the verdict.
 *
 * <p>Counts: {@code ws.broadcast.published} (publications accepted), {@code ws.broadcast.overflowed} (publications refused
 * because a loop lags), {@code ws.broadcast.delivered} and {@code ws.broadcast.refused} (what connections took, and did not).
 */
@NullMarked
package io.longwire.ws.broadcast;

import io.longwire.ws.Message;
import org.jspecify.annotations.NullMarked;
