package io.longwire.ws.runtime;

import io.longwire.ws.Message;
import io.longwire.ws.Overflow;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Threads send under one key while the loop takes: one message waits, the last of one of them, and what is counted as buffered is
 * its size. The slots are the loop's alone; shared are the hand-over and the count.
 */
@JCStressTest
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "the newest waits, and is counted")
@Outcome(expect = Expect.FORBIDDEN, desc = "an old one, more than one, or a wrong count")
@State
public class ConflationStress {
    private final Handover handover = new Handover();
    private final AtomicInteger posted = new AtomicInteger();
    private final SessionSocket socket = new SessionSocket(null, null, 1);
    private final Waiting waiting = new Waiting(socket);
    private int runs;

    private void send(String text) {
        Message message = Message.text(text).conflatedBy("key");
        Outgoing.Shared shared = new Outgoing.Shared(message, Overflow.CONFLATE);
        socket.addBuffered(shared.size());
        if (handover.put(shared)) {
            posted.incrementAndGet();
        }
    }

    private void loop() {
        for (; runs < posted.get(); runs++) {
            for (Outgoing next = handover.take(); next != null; next = next.earlier) {
                Outgoing.Shared shared = (Outgoing.Shared) next;
                Outgoing.Shared slot = waiting.slot("key");
                if (slot == null) {
                    waiting.add(shared);
                } else {
                    waiting.replace(slot, shared.message);
                }
            }
        }
    }

    @Actor
    public void first() {
        send("a");
        send("bb");
    }

    @Actor
    public void second() {
        send("x");
        send("yy");
    }

    @Actor
    public void taker() {
        loop();
    }

    @Arbiter
    public void rest(ZZ_Result result) {
        loop();
        Outgoing.Shared only = (Outgoing.Shared) waiting.first();
        String text = StandardCharsets.UTF_8.decode(only.message.payload()).toString();
        result.r1 = text.equals("bb") || text.equals("yy");
        waiting.remove();
        result.r2 = waiting.isEmpty() && waiting.bytes() == 0 && socket.buffered() == 0;
    }
}
