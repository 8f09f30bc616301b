package io.longwire.ws.examples.soak;

import io.longwire.ws.CloseReason;
import io.longwire.ws.Closed;
import io.longwire.ws.WebSocket;
import io.longwire.ws.WebSocketHandler;
import io.longwire.ws.examples.raw.RawClient;
import io.longwire.ws.examples.raw.Remote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A life of one connection, with an end of its own kind. */
enum Scene {
    /** Messages there and back, compressed or not, then the closing handshake. */
    TALK {
        @Override
        void play(Stage stage, Random random) throws Exception {
            Guest guest = new Guest();
            WebSocket socket = stage.connect(random.nextBoolean() ? "/echo" : "/loop", guest);
            for (int i = random.nextInt(20); i >= 0; i--) {
                ByteBuffer data = ByteBuffer.allocate(random.nextInt(1 << random.nextInt(18)));
                random.nextBytes(data.array());
                guest.expect(data);
                socket.sendBinary(data);
                guest.heard();
            }
            socket.close(CloseReason.NORMAL);
            guest.ended();
        }
    },
    /** The client gives up without a closing handshake. */
    ABORT {
        @Override
        void play(Stage stage, Random random) throws Exception {
            Guest guest = new Guest();
            WebSocket socket = stage.connect("/echo", guest);
            socket.sendText("x".repeat(random.nextInt(100_000)));
            socket.abort(CloseReason.GOING_AWAY, new IOException("given up"));
            guest.ended();
        }
    },
    /** The server's handler throws. */
    THROW {
        @Override
        void play(Stage stage, Random random) throws Exception {
            Guest guest = new Guest();
            stage.connect("/echo", guest).sendText("throw");
            guest.ended();
        }
    },
    /** The server's handler closes. */
    SERVER_CLOSES {
        @Override
        void play(Stage stage, Random random) throws Exception {
            Guest guest = new Guest();
            stage.connect("/loop", guest).sendText("close");
            guest.ended();
        }
    },
    /** Many messages from one to all who are subscribed. */
    CROWD {
        @Override
        void play(Stage stage, Random random) throws Exception {
            Guest guest = new Guest();
            WebSocket socket = stage.connect("/crowd", guest);
            for (int i = 0; i < 10; i++) {
                socket.sendText("to all");
            }
            socket.flushed().toCompletableFuture().get(Stage.PATIENCE_SECONDS, TimeUnit.SECONDS);
            socket.close(CloseReason.NORMAL);
            guest.ended();
        }
    },
    /** A peer that is gone in the middle of a frame. */
    HALF_A_FRAME {
        @Override
        void play(Stage stage, Random random) throws Exception {
            try (RawClient raw = new RawClient(Remote.loopback(stage.port()), false)) {
                raw.open("");
                raw.send((byte) 0x82, (byte) 0xfe, (byte) 0x10, (byte) 0, (byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte)
                        5);
                if (random.nextBoolean()) {
                    raw.reset();
                }
            }
        }
    },
    /** A peer that breaks the protocol. */
    VIOLATION {
        @Override
        void play(Stage stage, Random random) throws Exception {
            try (RawClient raw = new RawClient(Remote.loopback(stage.port()), false)) {
                raw.open("Sec-WebSocket-Extensions: permessage-deflate\r\n");
                raw.send(RawClient.frame(0x80 | random.nextInt(0x80), (byte) random.nextInt(), (byte) 0xff));
                raw.endedWithin(Duration.ofMillis(100));
            }
        }
    },
    /** A peer that asks for much and reads nothing. */
    STALL {
        @Override
        void play(Stage stage, Random random) throws Exception {
            try (RawClient raw = new RawClient(Remote.loopback(stage.port()), true)) {
                raw.open("");
                byte[] message = RawClient.frame(0x82, new byte[64 * 1024]);
                for (int i = 0; i < 4; i++) {
                    raw.send(message);
                }
                if (random.nextBoolean()) {
                    raw.reset();
                }
            }
        }
    },
    /** Bytes that are no opening handshake. */
    NO_HANDSHAKE {
        @Override
        void play(Stage stage, Random random) throws Exception {
            try (RawClient raw = new RawClient(Remote.loopback(stage.port()), false)) {
                raw.send("GET /nothing HTTP/1.1\r\nHost: x\r\n"
                        .substring(random.nextInt(30))
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            }
        }
    };

    abstract void play(Stage stage, Random random) throws Exception;

    /** The client's end: hears what it expects, and its end. */
    static final class Guest implements WebSocketHandler {
        private final CompletableFuture<Closed> closed = new CompletableFuture<>();
        private volatile CompletableFuture<Void> echo = new CompletableFuture<>();
        private volatile ByteBuffer expected = ByteBuffer.allocate(0);

        void expect(ByteBuffer data) {
            echo = new CompletableFuture<>();
            expected = data.duplicate();
        }

        @Override
        public void onBinary(WebSocket socket, ByteBuffer data) {
            if (data.equals(expected)) {
                echo.complete(null);
            } else {
                echo.completeExceptionally(new WrongBytes());
            }
        }

        @Override
        public void onText(WebSocket socket, String text) {}

        @Override
        public void onClose(WebSocket socket, Closed how) {
            closed.complete(how);
            echo.completeExceptionally(new IOException("ended before the echo was back: " + how.code()));
        }

        void heard() throws InterruptedException, ExecutionException, TimeoutException {
            echo.get(Stage.PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        void ended() throws InterruptedException, ExecutionException, TimeoutException {
            closed.get(Stage.PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** An echo that is not what was sent. */
    static final class WrongBytes extends IOException {
        private static final long serialVersionUID = 1L;

        WrongBytes() {
            super("an echo is not what was sent");
        }
    }
}
