package io.longwire.ws.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What other threads leave for a loop: a stack of one compare-and-set, which the loop takes whole and turns round. Who finds it
 * empty sees to it that the loop comes.
 */
final class Handover {
    private static final VarHandle NEWEST;

    static {
        try {
            NEWEST = MethodHandles.lookup().findVarHandle(Handover.class, "newest", Outgoing.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile @Nullable Outgoing newest;

    /** Any thread. True when it was empty: the caller lets the loop know. */
    boolean put(Outgoing outgoing) {
        Outgoing before;
        do {
            before = newest;
            outgoing.earlier = before;
        } while (!NEWEST.compareAndSet(this, before, outgoing));
        return before == null;
    }

    boolean isEmpty() {
        return newest == null;
    }

    /** Loop only. The first that was put, linked by {@code earlier} to the one after it; null when there is none. */
    @Nullable
    Outgoing take() {
        Outgoing later = (Outgoing) NEWEST.getAndSet(this, null);
        Outgoing first = null;
        while (later != null) {
            Outgoing earlier = later.earlier;
            later.earlier = first;
            first = later;
            later = earlier;
        }
        return first;
    }
}
