package io.longwire.ws.fuzz;

import io.longwire.ws.MessageKind;
import io.longwire.ws.codec.Blocks;
import io.longwire.ws.codec.Bytes;
import io.longwire.ws.codec.Limits;
import io.longwire.ws.codec.MessageEncoder;
import io.longwire.ws.codec.Role;
import io.longwire.ws.codec.WebSocketProtocol;
import io.longwire.ws.codec.deflate.OneLoop;
import io.longwire.ws.spi.Agreement;
import io.longwire.ws.spi.Extension;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Messages from one end to the other and back, quiet in between at times. */
final class RoundTrip {
    private static final int LONGEST = 40_000;
    /** What is sent in a run: the largest window twice over. */
    private static final int MOST = 2 * LONGEST;

    private final End server;
    private final End client;

    RoundTrip(Agreement server, Agreement client) {
        this.server = new End(Role.SERVER, server.open(new OneLoop()));
        this.client = new End(Role.CLIENT, client.open(new OneLoop()));
    }

    void run(Input input) {
        int sent = 0;
        while (!input.isEmpty() && sent < MOST) {
            int first = input.next();
            byte[] message = message(input);
            sent += message.length;
            End from = first % 2 == 0 ? client : server;
            End to = first % 2 == 0 ? server : client;
            int cut = first % 4 < 2 ? message.length : message.length / 3;
            if (first % 8 == 7) {
                from.extension.idle();
            }
            to.hears(message, from.says(message, cut));
        }
        server.protocol.release();
        client.protocol.release();
    }

    /** A few bytes, many times over, with a count among them that makes no two copies alike. */
    private static byte[] message(Input input) {
        int times = 1 + input.next();
        byte[] seed = input.next(input.next());
        int size = Math.min(LONGEST, seed.length * times);
        byte[] message = new byte[size];
        for (int i = 0; i < size; i++) {
            message[i] = (byte) (seed[i % seed.length] + (i % 7 == 0 ? i / 7 : 0));
        }
        return message;
    }

    /** One end of the connection. */
    private static final class End {
        private final Extension extension;
        private final Journal journal = new Journal(LONGEST);
        private final WebSocketProtocol protocol;
        private final MessageEncoder encoder;

        End(Role role, Extension extension) {
            this.extension = extension;
            List<Extension> extensions = List.of(extension);
            this.protocol = new WebSocketProtocol(role, Limits.NONE, false, Blocks.HEAP, extensions, 4, journal);
            this.encoder = new MessageEncoder(role, extensions, 4, Blocks.HEAP, () -> 0x1234_5678);
        }

        ByteBuffer says(byte[] message, int cut) {
            Bytes out = new Bytes(0);
            if (cut == message.length) {
                encoder.message(MessageKind.BINARY, ByteBuffer.wrap(message), out);
            } else {
                encoder.part(MessageKind.BINARY, ByteBuffer.wrap(message, 0, cut), true, false, out);
                encoder.part(MessageKind.BINARY, ByteBuffer.wrap(message, cut, message.length - cut), false, true, out);
            }
            return out.take();
        }

        void hears(byte[] message, ByteBuffer frames) {
            protocol.receive(frames);
            Journal expected = new Journal(LONGEST);
            expected.onMessage(MessageKind.BINARY, ByteBuffer.wrap(Arrays.copyOf(message, message.length)), false);
            Law.same(expected.take(), journal.take(), "a message that was sent and what came");
        }
    }
}
