package io.longwire.ws.examples.attack;

import io.longwire.ws.examples.raw.RawClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.zip.Deflater;

/** A way to hurt a server. Each goes on until the server ends the connection, or its turn is over. */
enum Assault {
    /** One byte of the request each second. */
    SLOW_HANDSHAKE {
        @Override
        void run(RawClient client, Watch watch) throws IOException {
            for (byte b : client.request("X-Filler: " + "x".repeat(1000) + "\r\n")) {
                client.send(b);
                if (client.endedWithin(SECOND)) {
                    throw new EndedByServer();
                }
                watch.check();
            }
        }
    },
    /** A frame that announces 64 KiB, and one byte of it each second. */
    SLOW_FRAME {
        @Override
        void run(RawClient client, Watch watch) throws IOException {
            client.open("");
            client.send(
                    (byte) 0x82,
                    (byte) 0xff,
                    (byte) 0,
                    (byte) 0,
                    (byte) 0,
                    (byte) 0,
                    (byte) 0,
                    (byte) 1,
                    (byte) 0,
                    (byte) 0,
                    (byte) 1,
                    (byte) 2,
                    (byte) 3,
                    (byte) 4);
            while (!client.endedWithin(SECOND)) {
                watch.check();
                client.send((byte) 0);
            }
            throw new EndedByServer();
        }
    },
    /** Messages of 64 KiB whose echoes are not read. */
    STALLED_READER {
        @Override
        void run(RawClient client, Watch watch) throws IOException {
            client.open("");
            byte[] message = RawClient.frame(0x82, new byte[64 * 1024]);
            while (true) { // the server stops reading, then ends it
                watch.check();
                client.send(message);
            }
        }

        @Override
        boolean isNarrow() {
            return true;
        }
    },
    /** Pings as fast as they are taken, Pongs not read. */
    PING_FLOOD {
        @Override
        void run(RawClient client, Watch watch) throws IOException {
            client.open("");
            byte[] pings = repeat(RawClient.frame(0x89, (byte) 'x'), 100);
            while (true) {
                watch.check();
                client.send(pings);
            }
        }
    },
    /** Messages that inflate a thousandfold. */
    BOMB {
        @Override
        void run(RawClient client, Watch watch) throws IOException {
            client.open("Sec-WebSocket-Extensions: permessage-deflate; client_no_context_takeover\r\n");
            byte[] bomb = RawClient.frame(0xc1, deflated(new byte[16 * 1024 * 1024]));
            while (!client.endedWithin(Duration.ofMillis(10))) {
                watch.check();
                client.send(bomb);
            }
            throw new EndedByServer();
        }
    },
    /** A message in empty fragments without end. */
    EMPTY_FRAGMENTS {
        @Override
        void run(RawClient client, Watch watch) throws IOException {
            client.open("");
            client.send(RawClient.frame(0x01));
            byte[] fragments = repeat(RawClient.frame(0x00), 100);
            while (true) {
                watch.check();
                client.send(fragments);
            }
        }
    },
    /** Frames that nothing allows: no mask, a reserved opcode, invalid UTF-8, a length of 2^62. */
    NONSENSE {
        @Override
        void run(RawClient client, Watch watch) throws IOException {
            client.open("");
            client.send(
                    switch ((int) (System.nanoTime() & 3)) {
                        case 0 -> new byte[] {(byte) 0x81, 1, 'x'};
                        case 1 -> RawClient.frame(0x83);
                        case 2 -> RawClient.frame(0x81, (byte) 0xc0, (byte) 0x80);
                        default -> new byte[] {(byte) 0x82, (byte) 0xff, 0x40, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4};
                    });
            while (!client.endedWithin(SECOND)) {
                watch.check();
            }
            throw new EndedByServer();
        }
    };

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Ends a run whose time is over. */
    interface Watch {
        /** @throws TimeIsOver when it is over */
        void check() throws TimeIsOver;
    }

    /** The attack as a whole is over. */
    static final class TimeIsOver extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** What every assault should meet. */
    static final class EndedByServer extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Goes on until something ends it: the server, by which socket calls fail too, or the time. */
    abstract void run(RawClient client, Watch watch) throws IOException;

    /** Whether the client's receive buffer is small. */
    boolean isNarrow() {
        return false;
    }

    private static byte[] repeat(byte[] frame, int times) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(frame);
        }
        return all.toByteArray();
    }

    /** A message's payload as permessage-deflate has it (RFC 7692, 7.2.1). */
    private static byte[] deflated(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(plain);
            byte[] out = new byte[plain.length / 500];
            int size = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
            byte[] payload = new byte[size - 4]; // "removing 4 octets (that are 0x00 0x00 0xff 0xff) from the tail end"
            System.arraycopy(out, 0, payload, 0, payload.length);
            return payload;
        } finally {
            deflater.end();
        }
    }
}
