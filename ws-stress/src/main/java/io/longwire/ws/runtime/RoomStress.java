package io.longwire.ws.runtime;

import java.util.concurrent.locks.LockSupport;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A thread that waits for room, as an admission lets it, while the loop makes room. */
public class RoomStress {
    final Room room = new Room();
    volatile boolean full = true;

    /** One of the two sees the other: no thread parks that nobody wakes. */
    @JCStressTest
    @Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "the thread saw the room; it was told besides")
    @Outcome(id = "false, false", expect = Expect.ACCEPTABLE, desc = "the thread saw the room")
    @Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "the thread was to park, and was told")
    @Outcome(id = "true, false", expect = Expect.FORBIDDEN, desc = "the thread was to park, and nobody told it")
    @State
    public static class OneSeesTheOther extends RoomStress {
        private boolean parks;
        private boolean told;

        @Actor
        public void sender() {
            room.enter();
            parks = full;
        }

        @Actor
        public void loop() {
            full = false;
            told = room.tell();
        }

        @Arbiter
        public void both(ZZ_Result result) {
            result.r1 = parks;
            result.r2 = told;
        }
    }

    /** The thread goes on. */
    @JCStressTest(Mode.Termination)
    @Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE, desc = "it went on")
    @Outcome(id = "STALE", expect = Expect.FORBIDDEN, desc = "it waits for ever")
    @State
    public static class GoesOn extends RoomStress {
        @Actor
        public void sender() {
            Room.Waiter self = room.enter();
            while (full) {
                LockSupport.park(this);
            }
            room.leave(self);
        }

        @Signal
        public void loop() {
            full = false;
            room.tell();
        }
    }
}
