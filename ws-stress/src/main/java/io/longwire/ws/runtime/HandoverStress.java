package io.longwire.ws.runtime;

import io.longwire.ws.MessageKind;
import io.longwire.ws.Overflow;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Threads send, and the loop takes when it was told to: nothing is lost, and what one thread sent is in order. */
public class HandoverStress {
    private final Handover handover = new Handover();
    private final AtomicInteger posted = new AtomicInteger();
    private final StringBuilder taken = new StringBuilder();
    private int runs;

    void send(char name) {
        ByteBuffer payload = ByteBuffer.allocate(2).putChar(0, name);
        if (handover.put(new Outgoing.Data(MessageKind.BINARY, payload, Overflow.DISCONNECT))) {
            posted.incrementAndGet();
        }
    }

    void loop() {
        for (; runs < posted.get(); runs++) {
            for (Outgoing next = handover.take(); next != null; next = next.earlier) {
                taken.append(((Outgoing.Data) next).payload.getChar(0));
            }
        }
    }

    boolean took(int count) {
        return taken.length() == count;
    }

    boolean inOrder(String one, String other) {
        return taken.indexOf(one) < taken.indexOf(other);
    }

    /** Two threads send at once; the loop comes afterwards. */
    @JCStressTest
    @Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "all of it, in each thread's order")
    @Outcome(expect = Expect.FORBIDDEN, desc = "lost, doubled or out of order")
    @State
    public static class TwoSenders extends HandoverStress {
        @Actor
        public void first() {
            send('a');
            send('b');
        }

        @Actor
        public void second() {
            send('x');
            send('y');
        }

        @Arbiter
        public void rest(ZZ_Result result) {
            loop();
            result.r1 = took(4);
            result.r2 = inOrder("a", "b") && inOrder("x", "y");
        }
    }

    /** One thread sends while the loop takes. */
    @JCStressTest
    @Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "all of it, in order")
    @Outcome(expect = Expect.FORBIDDEN, desc = "lost, doubled or out of order")
    @State
    public static class SenderAndLoop extends HandoverStress {
        @Actor
        public void sender() {
            send('a');
            send('b');
            send('c');
        }

        @Actor
        public void taker() {
            loop();
        }

        @Arbiter
        public void rest(ZZ_Result result) {
            loop();
            result.r1 = took(3);
            result.r2 = inOrder("a", "b") && inOrder("b", "c");
        }
    }
}
