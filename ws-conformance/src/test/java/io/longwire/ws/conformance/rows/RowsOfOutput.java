package io.longwire.ws.conformance.rows;

import io.longwire.ws.Closed;
import io.longwire.ws.StreamHandler;
import io.longwire.ws.WebSocket;
import io.longwire.ws.codec.Role;
import io.longwire.ws.conformance.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Sections E and F, what our side sends, and when it stops to read. */
final class RowsOfOutput {
    private static final int KEYS = Rows.times(2000, 1_000_000);
    private static final int SENDERS = 3;
    private static final int MESSAGES = 4;
    private static final int SIZE = 50_000;

    private RowsOfOutput() {}

    static void declare(Rows rows) {
        rows.row(
                        117,
                        "our server's frames are never masked, " + KEYS + " of our client's with fresh keys"
                                + Rows.scaled("a million"))
                .bothRoles()
                .cut(Cut.WHOLE)
                .when(RowsOfOutput::masks, new Opens());
        rows.row(118, "large messages of several senders, and pings")
                .bothRoles()
                .cut(Cut.WHOLE)
                .set("ws.outbound.frame", 1024)
                .set("ws.outbound.pause-reading", false)
                .when(RowsOfOutput::crowd, new Opens().byChance());
        rows.row(133, "receiver of parts that stops reading")
                .cut(Cut.WHOLE)
                .handler(Halting::new)
                .when(RowsOfOutput::halt, halted());
    }

    private static void masks(Play play) throws Exception {
        WebSocket socket = play.open().stage().told(0).socket();
        boolean client = play.role() == Role.CLIENT;
        for (int i = 0; i < KEYS; i++) {
            if (!socket.sendBinary(ByteBuffer.allocate(4))) {
                throw new AssertionError("it was not taken");
            }
            if (i % 1000 == 999) {
                socket.flushed().toCompletableFuture().get(Ears.DEADLINE_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
        for (int i = 0; i < KEYS; i++) {
            if (play.peer().read().masked() != client) {
                throw new AssertionError("a frame is masked as that of the other role");
            }
        }
        if (client) {
            byte[] heard = play.peer().heard().getBytes(StandardCharsets.ISO_8859_1);
            Set<Integer> keys = new HashSet<>();
            for (int at = heard.length - 10 * KEYS; at < heard.length; at += 10) {
                keys.add(ByteBuffer.wrap(heard).getInt(at + 2));
            }
            long byChance = 1 + 2L * KEYS / (1L << 33) * KEYS + (long) KEYS * KEYS / (1L << 32); // twice what is likely
            if (KEYS - keys.size() > byChance) {
                throw new AssertionError(KEYS - keys.size() + " keys came again");
            }
        }
    }

    /** Data of one message is not between that of another; Pongs may be. */
    private static void crowd(Play play) throws Exception {
        WebSocket socket = play.open().stage().told(0).socket();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            byte[] letters = new byte[SIZE];
            Arrays.fill(letters, (byte) ('a' + i));
            Thread sender = new Thread(
                    () -> {
                        for (int n = 0; n < MESSAGES; n++) {
                            socket.sendBinary(ByteBuffer.wrap(letters));
                        }
                    },
                    "row-sender");
            senders.add(sender);
            sender.start();
        }
        for (int i = 0; i < 20; i++) {
            play.send(Frame.ping("p"));
        }
        int pongs = 0;
        int messages = 0;
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        while (messages < SENDERS * MESSAGES || pongs == 0) {
            Frame frame = play.peer().read();
            if (frame.opcode() == Frame.PONG) {
                pongs++;
                continue;
            }
            if ((frame.opcode() == Frame.CONTINUATION) != (message.size() > 0) || frame.payload().length > 1024) {
                throw new AssertionError("heard " + frame + " after " + message.size() + " bytes of a message");
            }
            message.writeBytes(frame.payload());
            if (frame.fin()) {
                messages++;
                byte[] whole = message.toByteArray();
                byte[] one = new byte[SIZE];
                Arrays.fill(one, whole[0]);
                if (!Arrays.equals(whole, one)) {
                    throw new AssertionError("a message of " + whole.length + " bytes is mixed");
                }
                message.reset();
            }
        }
        for (Thread sender : senders) {
            sender.join();
        }
        play.send(Frame.text("done"));
        Frame next = play.peer().read();
        while (next.opcode() == Frame.PONG) {
            next = play.peer().read();
        }
        if (!next.masked(false).equals(Frame.text("done"))) {
            throw new AssertionError("heard " + next);
        }
    }

    /** The peer is stopped by TCP, and all that it sent is there in the end. */
    private static void halt(Play play) throws Exception {
        play.open();
        byte[] part = new byte[64 * 1024];
        int many = 16 * 1024 * 1024 / part.length;
        Thread sender = new Thread(
                () -> {
                    for (int i = 0; i < many; i++) {
                        Frame next = new Frame(i == 0 ? Frame.BINARY : i < many - 1 ? 0 : Heads.FIN, false, part);
                        play.peer().send(next);
                    }
                },
                "row-sender");
        sender.start();
        while (play.stage().side().counters().getOrDefault("ws.reading.stopped{why=inbound_full}", 0L) == 0) {
            play.settle();
        }
        for (int i = 0; i < 100; i++) {
            play.settle();
        }
        if (!sender.isAlive() || play.stage().side().held().blocks() > 16) {
            throw new AssertionError("all was read, into " + play.stage().side().held());
        }
        play.stage().told(0).socket().resume();
        sender.join();
        RowsOfFrames.read(play.peer(), Frame.text("heard " + many * part.length));
    }

    private static Expected halted() {
        return new Behaves("OK", (play, complaints) -> {
                    play.send(Frame.close(1000, ""));
                    play.peer().fin();
                    complaints.equal("shape", play.peer().awaitEnd(), Ears.End.FIN);
                    complaints.equal("shape", play.stage().told(0).ends(), List.of("closed 1000  by PEER"));
                })
                .counting("ws.connections.opened", 1)
                .counting("ws.connections.closed{by=peer,code=1000}", 1)
                .counting("ws.reading.stopped{why=inbound_full}", 1);
    }

    /** Pauses when the first part comes, and counts. */
    private static final class Halting implements StreamHandler {
        private final Told told;
        private long heard;

        Halting(Told told) {
            this.told = told;
        }

        @Override
        public void onOpen(WebSocket socket) {
            told.onOpen(socket);
        }

        @Override
        public void onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            if (heard == 0) {
                socket.pause();
            }
            heard += data.remaining();
            if (last) {
                socket.sendText("heard " + heard);
            }
        }

        @Override
        public void onError(WebSocket socket, Throwable cause) {
            told.onError(socket, cause);
        }

        @Override
        public void onClose(WebSocket socket, Closed how) {
            told.onClose(socket, how);
        }
    }
}
