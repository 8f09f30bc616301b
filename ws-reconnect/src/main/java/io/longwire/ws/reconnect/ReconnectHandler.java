package io.longwire.ws.reconnect;

import io.longwire.ws.ConnectionHandler;
import io.longwire.ws.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * What an application tells a {@link ReconnectingSocket}, and hears of it. Called on one event loop, one at a time: it must not
 * block.
 *
 * <pre>
 *   (target handler (onConnected onLost | onLost))*  [onGivenUp]
 * </pre>
 */
public interface ReconnectHandler {
    /**
     * Where the next attempt goes, and with what: the place to fetch a fresh token, or to name the position to go on from. When the
     * stage fails, so does the attempt.
     *
     * @param attempt 1 for the first one, and for the first one after a connection that was open for {@code stable}
     */
    CompletionStage<Target> target(int attempt);

    /** The handler of the next connection: a new one for each. */
    ConnectionHandler handler();

    /**
     * There is a connection: after the {@code onOpen} of its handler, and before what waited is sent. What is sent here through the
     * socket goes out before that, for example subscriptions with the position to go on from.
     *
     * @param attempt which one it was, as in {@link #target}
     */
    default void onConnected(WebSocket socket, int attempt) {}

    /**
     * Whether to try again after a loss. An application that can renew what was refused (401, 1008) says yes here and renews it in
     * {@link #target}.
     */
    default boolean again(Loss loss) {
        return loss.isPassing();
    }

    /** The connection has ended, or an attempt has failed; the next one begins after the delay. */
    default void onLost(Loss loss, Duration delay) {}

    /** There will be no further attempt: {@link #again} said no. What waited has failed with {@link NotSent}. */
    default void onGivenUp(Loss loss) {}
}
