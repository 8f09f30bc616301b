package io.longwire.ws.runtime;

import io.longwire.ws.WebSocket;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Which handler's callback runs on a loop now, to be seen by the {@link Watchdog} from its own thread. The loop pays two ordered
 * stores for a callback and never looks at a clock.
 */
final class Watch {
    private static final VarHandle TURN;

    static {
        try {
            TURN = MethodHandles.lookup().findVarHandle(Watch.class, "turn", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Changes whenever a callback begins or returns; what stands below was written before it. */
    private int turn;

    private @Nullable WebSocket running;
    private @Nullable Thread thread;

    /** A callback begins. What {@link #end} is to be given: the callback that this one runs inside of, if any. */
    @Nullable
    WebSocket begin(WebSocket socket) {
        WebSocket around = running;
        if (thread == null) {
            thread = Thread.currentThread();
        }
        running = socket;
        TURN.setRelease(this, turn + 1);
        return around;
    }

    void end(@Nullable WebSocket around) {
        running = around;
        TURN.setRelease(this, turn + 1);
    }

    // ---- for the watchdog's thread

    int turn() {
        return (int) TURN.getAcquire(this);
    }

    /** Worth something as long as {@link #turn} does not change. */
    @Nullable
    WebSocket running() {
        return running;
    }

    StackTraceElement[] stack() {
        Thread loop = thread;
        return loop == null ? new StackTraceElement[0] : loop.getStackTrace();
    }
}
