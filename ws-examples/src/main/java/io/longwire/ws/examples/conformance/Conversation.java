package io.longwire.ws.examples.conformance;

import io.longwire.ws.examples.raw.Frame;
import io.longwire.ws.examples.raw.RawClient;
import io.longwire.ws.examples.raw.Remote;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** An open connection: what was said on it, and all that was heard. */
final class Conversation implements Closeable {
    /** A server that goes on for so long without the end that it owes gets no more time. */
    static final Duration MOMENT = Duration.ofSeconds(1);

    private final RawClient client;
    private final Duration timeout;
    private final String head;
    private final boolean deflate;
    private final List<Message> messages = new ArrayList<>();
    private final List<Message> pongs = new ArrayList<>();
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
    private @Nullable Frame first;
    private @Nullable Integer closeCode;
    private @Nullable String wrong;
    private String end = "";

    /**
     * Opens one.
     *
     * @param headers further lines of the request, each ended by CRLF
     */
    Conversation(Remote server, String headers) throws IOException {
        timeout = server.timeout();
        client = new RawClient(server);
        try {
            head = client.open(headers);
        } catch (IOException e) {
            client.close();
            throw e;
        }
        deflate = new Response(head).values("sec-websocket-extensions").contains("permessage-deflate");
    }

    /** The head of the response. */
    String head() {
        return head;
    }

    /** Sends; a server that has ended the connection takes no more, and what it said before is still heard. */
    Conversation say(byte... bytes) {
        try {
            client.send(bytes);
        } catch (IOException e) {
            end = "reset";
        }
        return this;
    }

    /** Sends each byte in a segment of its own. */
    void dribble(byte... bytes) {
        for (int i = 0; i < bytes.length && end.isEmpty(); i++) {
            say(bytes[i]);
        }
    }

    /** Sends a Close frame; 1005 stands for none of a code. */
    Conversation sayClose(int code) {
        return code == 1005 ? say(RawClient.frame(0x88)) : say(RawClient.frame(0x88, (byte) (code >> 8), (byte) code));
    }

    /** Ends TCP in this direction. */
    void hangUp() throws IOException {
        client.end();
    }

    /** Listens until the server's Close, or the end. */
    Conversation hearClose() {
        return hear(timeout, () -> closeCode != null);
    }

    /** Listens until there are so many messages, or a Close, or the end. */
    Conversation hearMessages(int count) {
        return hear(timeout, () -> closeCode != null || messages.size() >= count);
    }

    /** Listens until TCP has ended. */
    Conversation hearEnd(Duration most) {
        return hear(most, () -> false);
    }

    /** Listens for so long at most. */
    Conversation hear(Duration most, BooleanSupplier enough) {
        long until = System.nanoTime() + most.toNanos();
        try {
            while (!enough.getAsBoolean() && wrong == null) {
                Frame frame = client.frame(Duration.ofNanos(until - System.nanoTime()));
                if (frame == null) {
                    end = "end";
                    return this;
                }
                take(frame);
            }
        } catch (SocketTimeoutException silence) {
            // All that was said is there.
        } catch (IOException e) {
            end = "reset";
        }
        return this;
    }

    private void take(Frame frame) {
        if (frame.masked()) {
            wrong = "a masked frame (RFC 6455, 5.1)";
        } else if (frame.opcode() >= Frame.CLOSE) {
            control(frame);
        } else if (closeCode != null) {
            wrong = "data after the Close (RFC 6455, 5.5.1)";
        } else {
            data(frame);
        }
    }

    private void control(Frame frame) {
        if (!frame.fin() || frame.payload().length > 125 || frame.rsv() != 0) {
            wrong = "a control frame that is none (RFC 6455, 5.5)";
            return;
        }
        switch (frame.opcode()) {
            case Frame.PING -> say(RawClient.frame(0x80 | Frame.PONG, frame.payload()));
            case Frame.PONG -> pongs.add(new Message("Pong", frame.payload(), false));
            case Frame.CLOSE -> closed(frame.payload());
            default -> wrong = "reserved opcode " + frame.opcode() + " (RFC 6455, 5.2)";
        }
    }

    private void closed(byte[] payload) {
        if (closeCode != null) {
            wrong = "a second Close (RFC 6455, 5.5.1)";
            return;
        }
        if (payload.length == 1) {
            wrong = "a Close of one byte (RFC 6455, 5.5.1)";
            return;
        }
        int code = payload.length == 0 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
        if (payload.length > 0 && !mayBeSent(code)) {
            wrong = "Close " + code + ", which must not be sent (RFC 6455, 7.4)";
        } else if (payload.length > 2 && !isText(ByteBuffer.wrap(payload, 2, payload.length - 2))) {
            wrong = "a Close whose text is no UTF-8 (RFC 6455, 5.5.1)";
        }
        closeCode = code;
    }

    private static boolean mayBeSent(int code) {
        return code >= 1000 && code < 5000 && code != 1004 && code != 1005 && code != 1006 && code != 1015;
    }

    static boolean isText(ByteBuffer bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private void data(Frame frame) {
        boolean continues = frame.opcode() == Frame.CONTINUATION;
        if (frame.opcode() > Frame.BINARY || continues != (first != null)) {
            wrong = "a frame that does not continue what was begun (RFC 6455, 5.4)";
            return;
        }
        if (frame.rsv() != 0 && !(frame.rsv() == 4 && deflate && !continues)) {
            wrong = "a reserved bit (RFC 6455, 5.2)";
            return;
        }
        Frame begun = first == null ? frame : first;
        parts.writeBytes(frame.payload());
        first = begun;
        if (frame.fin()) {
            messages.add(new Message(
                    begun.opcode() == Frame.TEXT ? "text" : "binary", parts.toByteArray(), begun.rsv() == 4));
            parts.reset();
            first = null;
        }
    }

    List<Message> messages() {
        return messages;
    }

    List<Message> pongs() {
        return pongs;
    }

    /** The code of the server's Close, 1005 when it has none; null when there was no Close. */
    @Nullable
    Integer closeCode() {
        return closeCode;
    }

    /** What no server may send, if it was. */
    @Nullable
    String wrong() {
        return wrong;
    }

    /** Whether TCP has ended. */
    boolean ended() {
        return !end.isEmpty();
    }

    boolean wasReset() {
        return end.equals("reset");
    }

    /** All that was heard, in a few words. */
    String seen() {
        List<String> words = new ArrayList<>(Words.of(messages));
        words.addAll(Words.of(pongs));
        if (closeCode != null) {
            words.add(Words.close(closeCode));
        } else if (ended()) {
            words.add(end);
        }
        if (wrong != null) {
            words.add(wrong);
        }
        return words.isEmpty() ? "silence" : String.join(", ", words);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
