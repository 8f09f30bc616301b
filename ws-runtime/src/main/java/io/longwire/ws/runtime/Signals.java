package io.longwire.ws.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Lets one run at a time work off what any thread brings: who raises the count from zero starts a run, and a run goes on until
 * nothing was raised since it last looked. What is brought before {@link #raise} is seen by a run after it, and what one run
 * wrote by the next.
 */
final class Signals {
    private static final VarHandle RAISED;

    static {
        try {
            RAISED = MethodHandles.lookup().findVarHandle(Signals.class, "raised", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int raised;

    /** True for the one that must start a run. */
    boolean raise() {
        return (int) RAISED.getAndAdd(this, 1) == 0;
    }

    /** Whether there is no run, and none to come. */
    boolean isQuiet() {
        return raised == 0;
    }

    /** At the start of a run: what it works off now. */
    int seen() {
        return raised;
    }

    /** After that was worked off: what was raised meanwhile, 0 for the end of the run. */
    int lower(int seen) {
        return (int) RAISED.getAndAdd(this, -seen) - seen;
    }
}
