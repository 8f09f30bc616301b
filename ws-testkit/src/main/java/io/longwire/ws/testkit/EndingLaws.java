package io.longwire.ws.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The part of {@link TransportContract} that is about the end of a {@link io.longwire.ws.spi.Wire}. */
public interface EndingLaws extends TransportUnderTest {
    /** What a receiver of these tests throws. */
    final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Thrown(String where) {
            super("thrown by a test in " + where, null, false, false);
        }
    }

    /** After the peer ended its output this side can still send; when both have ended, both are told so without a cause. */
    @Test
    default void afterTheEndOfTheInputWritingIsStillPossible() throws Exception {
        byte[] answer = Payloads.random(1_000_000, 6);
        try (Lab lab = new Lab(this, 1)) {
            Lab.Pair pair = lab.pair();
            lab.on(pair.client(), client -> {
                client.send("question");
                client.wire().shutdownOutput();
            });
            lab.await("the end of the question", () -> pair.server().saw("end"));
            lab.on(pair.server(), server -> server.send(ByteBuffer.wrap(answer.clone())));
            lab.await("the answer", () -> pair.client().count() == answer.length);
            lab.on(pair.server(), server -> server.wire().shutdownOutput());
            lab.await("the client's close", () -> pair.client().saw("closed"));
            lab.await("the server's close", () -> pair.server().saw("closed"));
            assertThat(pair.client().bytes()).isEqualTo(answer);
            assertThat(pair.client().events()).containsSubsequence("bytes", "end", "closed");
            assertThat(pair.client().cause()).isNull();
            assertThat(pair.server().cause()).isNull();
        }
    }

    /** What was taken is sent before the output ends. */
    @Test
    default void shutdownOutputComesAfterWhatWasWritten() throws Exception {
        allArrivesBefore(recorder -> recorder.wire().shutdownOutput());
    }

    /** What was taken is sent before the wire closes. */
    @Test
    default void closeComesAfterWhatWasWritten() throws Exception {
        allArrivesBefore(recorder -> recorder.wire().close());
    }

    private void allArrivesBefore(Consumer<Recorder> ending) throws Exception {
        byte[] sent = Payloads.random(Payloads.BIG, 7);
        try (Lab lab = new Lab(this, 2)) {
            Lab.Pair pair = lab.pair(
                    () -> new Recorder(lab) {
                        @Override
                        public void onWritable() {
                            super.onWritable();
                            if (idle()) {
                                ending.accept(this);
                            }
                        }
                    },
                    () -> new Recorder(lab));
            lab.on(pair.client(), client -> {
                client.send(ByteBuffer.wrap(sent.clone()));
                if (client.idle()) {
                    ending.accept(client);
                }
            });
            lab.await("the end", () -> pair.server().saw("end"));
            assertThat(pair.server().bytes()).isEqualTo(sent);
            lab.on(pair.server(), server -> server.wire().close());
            lab.await("the server's close", () -> pair.server().saw("closed"));
            lab.await("the client's close", () -> pair.client().saw("closed"));
            assertThat(pair.server().cause()).isNull();
            assertThat(pair.client().cause()).isNull();
        }
    }

    /** After its output was ended a wire takes nothing more, and the peer sees nothing of it. */
    @Test
    default void afterShutdownOutputNothingIsTaken() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            Lab.Pair pair = lab.pair();
            lab.on(pair.client(), client -> {
                client.send("all");
                client.wire().shutdownOutput();
                client.wire().shutdownOutput();
                takesNothing(lab, client);
            });
            lab.await("the end", () -> pair.server().saw("end"));
            lab.on(pair.server(), server -> server.send("answer"));
            lab.await("the answer", () -> pair.client().text().equals("answer"));
            assertThat(pair.server().text()).isEqualTo("all");
        }
    }

    /** After its end every method of a wire does nothing, on the loop and elsewhere, and its receiver hears nothing more. */
    @Test
    default void afterTheEndAWireIsSilent() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            Lab.Pair pair = lab.pair(() -> new Recorder(lab), () -> new Recorder(lab) {
                @Override
                public void onClosed(@Nullable Throwable why) {
                    super.onClosed(why);
                    everything(lab, this);
                }
            });
            Recorder server = pair.server();
            lab.on(server, end -> {
                end.wire().close();
                lab.law(!end.saw("closed"), "onClosed before close returned");
                everything(lab, end);
            });
            lab.await("the close", () -> server.saw("closed"));
            lab.on(server, end -> everything(lab, end));
            WireLaws.elsewhere(() -> {
                server.wire().readable(true);
                server.wire().reset();
                server.wire().close();
            });
            lab.settle();
            assertThat(server.events()).containsExactly("accepted", "closed");
            assertThat(server.cause()).isNull();
            assertThat(server.wire().remote()).isEqualTo(pair.client().wire().local());
        }
    }

    private static void everything(Lab lab, Recorder end) {
        takesNothing(lab, end);
        end.wire().readable(false);
        end.wire().readable(true);
        end.wire().noDelay(true);
        end.wire().shutdownOutput();
        end.wire().close();
        end.wire().reset();
    }

    private static void takesNothing(Lab lab, Recorder end) {
        ByteBuffer one = ByteBuffer.allocate(100);
        ByteBuffer two = ByteBuffer.allocateDirect(100_000);
        end.wire().write(one);
        lab.law(one.remaining() == 100, "a write after the end took bytes");
        end.wire().write(one, two);
        lab.law(one.remaining() == 100 && two.remaining() == 100_000, "a gathering write after the end took bytes");
    }

    /** A reset is told to the peer as a failure, and to the side that made it as a close. */
    @Test
    default void aResetIsSeenAsSuch() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            Lab.Pair pair = lab.pair();
            lab.on(pair.client(), client -> client.wire().reset());
            lab.await("the reset", () -> pair.server().saw("closed"));
            lab.await("the close", () -> pair.client().saw("closed"));
            assertThat(pair.server().cause()).isInstanceOf(java.io.IOException.class);
            assertThat(pair.server().events()).containsExactly("accepted", "closed");
            assertThat(pair.client().cause()).isNull();
        }
    }

    /** Close and reset may come from any thread. */
    @Test
    default void aWireIsEndedFromAnyThread() throws Exception {
        try (Lab lab = new Lab(this, 2)) {
            Lab.Pair closed = lab.pair();
            WireLaws.elsewhere(() -> closed.client().wire().close());
            lab.await("the end", () -> closed.server().saw("end"));
            lab.await("the close", () -> closed.client().saw("closed"));
            Lab.Pair reset = lab.pair();
            WireLaws.elsewhere(() -> reset.client().wire().reset());
            lab.await("the reset", () -> reset.server().saw("closed"));
            lab.await("the close after the reset", () -> reset.client().saw("closed"));
            assertThat(reset.server().cause()).isInstanceOf(java.io.IOException.class);
            assertThat(closed.client().cause()).isNull();
            assertThat(reset.client().cause()).isNull();
        }
    }

    /** A write that fails leaves its bytes, returns, and has the failure told afterwards. */
    @Test
    default void aWriteThatFailsLeavesItsBytesAndIsToldAfterwards() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            Lab.Pair pair = lab.pair();
            Recorder server = pair.server();
            lab.on(server, end -> end.readable(false));
            lab.on(pair.client(), client -> client.wire().reset());
            lab.await("the client's close", () -> pair.client().saw("closed"));
            lab.settle();
            boolean[] heard = {false};
            for (int i = 0; i < 100 && !heard[0]; i++) {
                lab.on(server, end -> {
                    boolean before = end.saw("closed");
                    ByteBuffer one = ByteBuffer.allocate(100_000);
                    ByteBuffer two = ByteBuffer.allocateDirect(100_000);
                    end.wire().write(one);
                    end.wire().write(one, two);
                    lab.law(one.hasRemaining() && two.remaining() == 100_000, "a write that failed took its bytes");
                    lab.law(before == end.saw("closed"), "onClosed before write returned");
                    heard[0] = before;
                });
            }
            lab.await("the close", () -> server.saw("closed"));
            assertThat(server.cause()).isInstanceOf(java.io.IOException.class);
        }
    }

    /** Bytes that had arrived before a write failed are delivered before the end. */
    @Test
    default void whatArrivedBeforeTheFailureIsDelivered() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            Lab.Pair pair = lab.pair();
            byte[] sent = Payloads.random(20_000, 8);
            lab.on(pair.server(), server -> {
                server.send("never read");
                server.readable(false);
            });
            lab.on(pair.client(), client -> client.readable(false));
            lab.on(pair.client(), client -> client.send(ByteBuffer.wrap(sent.clone())));
            lab.on(pair.client(), client -> client.wire().close());
            lab.await("the client's close", () -> pair.client().saw("closed"));
            lab.settle();
            lab.on(pair.server(), server -> {
                server.readable(true);
                server.send(ByteBuffer.allocate(100_000));
                server.send(ByteBuffer.allocate(100_000));
            });
            lab.await("the bytes", () -> pair.server().count() == sent.length);
            assertThat(pair.server().bytes()).isEqualTo(sent);
        }
    }

    /** What a receiver throws closes its wire, with that as the cause, and no other; the loop lives on. */
    @Test
    default void whatAReceiverThrowsClosesItsWireAlone() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            Lab.Pair other = lab.pair();
            List<Function<Lab, Recorder>> culprits = List.of(
                    it -> new Recorder(it) {
                        @Override
                        public void onBytes(ByteBuffer bytes) {
                            super.onBytes(bytes);
                            throw new Thrown("onBytes");
                        }
                    },
                    it -> new Recorder(it) {
                        @Override
                        public void onEnd() {
                            super.onEnd();
                            throw new Thrown("onEnd");
                        }
                    },
                    it -> new Recorder(it) {
                        @Override
                        public void onWritable() {
                            super.onWritable();
                            throw new Thrown("onWritable");
                        }
                    });
            List<BiConsumer<Recorder, Recorder>> triggers = List.of(
                    (client, server) -> lab.on(client, end -> end.send("x")),
                    (client, server) -> lab.on(client, end -> end.wire().shutdownOutput()),
                    (client, server) -> {
                        lab.on(client, end -> end.readable(false));
                        lab.on(server, end -> end.send(ByteBuffer.allocate(32 * 1024 * 1024)));
                        lab.on(client, end -> end.readable(true));
                    });
            for (int i = 0; i < culprits.size(); i++) {
                Function<Lab, Recorder> culprit = culprits.get(i);
                Lab.Pair pair = lab.pair(() -> new Recorder(lab), () -> culprit.apply(lab));
                triggers.get(i).accept(pair.client(), pair.server());
                lab.await("the close", () -> pair.server().saw("closed"));
                assertThat(pair.server().cause()).isInstanceOf(Thrown.class);
                lab.await(
                        "the peer's end",
                        () -> pair.client().saw("end") || pair.client().saw("closed"));
                int before = other.server().count();
                lab.on(other.client(), end -> end.send("still here"));
                lab.await("the other wire", () -> other.server().count() == before + 10);
            }
        }
    }

    /** A wire that is closed in a callback gets no further one but onClosed. */
    @Test
    default void aWireIsClosedInACallback() throws Exception {
        try (Lab lab = new Lab(this, 1)) {
            Lab.Pair pair = lab.pair(() -> new Recorder(lab), () -> new Recorder(lab) {
                @Override
                public void onBytes(ByteBuffer bytes) {
                    super.onBytes(bytes);
                    wire().close();
                }
            });
            lab.on(pair.client(), client -> client.send(ByteBuffer.allocate(1_000_000)));
            lab.await("the close", () -> pair.server().saw("closed"));
            lab.settle();
            assertThat(pair.server().events()).containsExactly("accepted", "bytes", "closed");
            assertThat(pair.server().cause()).isNull();
        }
    }
}
