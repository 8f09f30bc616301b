package io.longwire.ws.conformance.rows;

import static io.longwire.ws.conformance.rows.Rows.times;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Dispatch;
import io.longwire.ws.WebSocket;
import io.longwire.ws.conformance.Frame;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Section L: rows 243 to 247, an application that sends. */
final class RowsOfSending {
    private RowsOfSending() {}

    static void declare(Rows rows) {
        rows.row(243, "many threads send at once")
                .shownBy("DeliveryTest", "messagesOfManyThreadsArriveWholeAndInOrderOfEach");
        Racing racing = new Racing();
        int rounds = times(30, 5_000);
        rows.row(244, "send and close race (30 rounds, in a full run 5,000)")
                .server(Own.handler(Dispatch.EVENT_LOOP, racing::handler))
                .cut(Cut.WHOLE)
                .when(
                        play -> {
                            racing.round(play, play.peer());
                            for (int i = 1; i < rounds; i++) {
                                racing.round(play, play.another());
                            }
                        },
                        new Behaves("all that was accepted, then C:1000", (play, complaints) -> {})
                                .counting("ws.connections.opened", rounds)
                                .counting("ws.connections.closed{by=local,code=1000}", rounds)
                                .byChance());
        rows.row(244, "the same in memory, 10,000 rounds" + Rows.scaled("a million"))
                .shownBy("SendAndCloseTest", "whatIsAcceptedComesBeforeTheCloseOrIsToldAsLostAndNothingIsBehind");
        for (Dispatch dispatch : Dispatch.values()) {
            rows.row(245, "send after close, on " + dispatch)
                    .server(Own.handler(dispatch, Late::new))
                    .when(Own.frames(Frame.text("close")), Shuts.with(1000, ""));
            rows.row(247, "the application changes an array after it was sent, on " + dispatch)
                    .server(Own.handler(dispatch, Changing::new))
                    .when(Own.frames(Frame.text("change")), new Opens().then(Frame.binary((byte) 1, (byte) 2, (byte)
                                    3)));
        }
        rows.row(246, "a send that would block in a callback of the loop")
                .shownBy("OverflowTest", "blockIsRefusedOnALoop");
    }

    /** One thread sends and another closes, as soon as the connection is open. */
    private static final class Racing {
        private final CompletableFuture<?>[] sockets = {new CompletableFuture<WebSocket>()};

        Own handler(Told told) {
            CompletableFuture<WebSocket> opened = new CompletableFuture<>();
            sockets[0] = opened;
            return new Own(told) {
                @Override
                public void onOpen(WebSocket socket) {
                    super.onOpen(socket);
                    opened.complete(socket);
                }
            };
        }

        void round(Play play, Peer peer) throws Exception {
            play.answered();
            peer.listen().send(Request.valid().target(Own.PATH).toString());
            peer.readHead();
            WebSocket socket = (WebSocket) sockets[0].get(Ears.DEADLINE_MILLIS, TimeUnit.MILLISECONDS);
            CompletableFuture<Boolean> lost = new CompletableFuture<>();
            CompletableFuture<Integer> sent = CompletableFuture.supplyAsync(() -> {
                int accepted = 0;
                while (accepted < 200 && socket.sendText("n" + accepted)) {
                    accepted++;
                }
                socket.flushed().whenComplete((none, failure) -> lost.complete(failure != null));
                return accepted;
            });
            socket.close(CloseReason.NORMAL);
            int heard = 0;
            Frame frame = peer.read();
            while (frame != null && frame.opcode() == Frame.TEXT) {
                if (!frame.text().equals("n" + heard)) {
                    throw new AssertionError("found " + frame.text() + " for number " + heard);
                }
                heard++;
                frame = peer.read();
            }
            int accepted = sent.get(Ears.DEADLINE_MILLIS, TimeUnit.MILLISECONDS);
            boolean told = heard == accepted // or else the last one met the Close, which flushed() tells
                    || (heard == accepted - 1 && lost.get(Ears.DEADLINE_MILLIS, TimeUnit.MILLISECONDS));
            if (frame == null || frame.closeCode() != 1000 || !told) {
                throw new AssertionError(accepted + " were accepted, " + heard + " came, and then " + frame);
            }
            peer.send(Frame.close(1000, ""));
            if (peer.read() != null) {
                throw new AssertionError("a frame came after the Close");
            }
            peer.awaitEnd();
        }
    }

    private static final class Late extends Own {
        Late(Told told) {
            super(told);
        }

        @Override
        public void onText(WebSocket socket, String text) {
            socket.close(CloseReason.NORMAL);
            boolean accepted = socket.sendText("late")
                    || socket.sendBinary(ByteBuffer.allocate(1))
                    || socket.ping(ByteBuffer.allocate(0));
            if (accepted || socket.isOpen()) {
                throw new AssertionError("sent after close");
            }
        }
    }

    private static final class Changing extends Own {
        Changing(Told told) {
            super(told);
        }

        @Override
        public void onText(WebSocket socket, String text) {
            if (text.equals("change")) {
                byte[] array = {1, 2, 3};
                socket.sendBinary(ByteBuffer.wrap(array));
                Arrays.fill(array, (byte) 9);
            } else {
                super.onText(socket, text);
            }
        }
    }
}
