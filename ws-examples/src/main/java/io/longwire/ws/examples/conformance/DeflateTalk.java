package io.longwire.ws.examples.conformance;

import io.longwire.ws.examples.raw.RawClient;
import io.longwire.ws.examples.raw.Remote;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** A conversation with permessage-deflate (RFC 7692, 7), by the JDK's own compression. */
final class DeflateTalk implements Closeable {
    private static final byte[] TAIL = {0, 0, -1, -1};

    private final Conversation talk;
    private final List<String> agreed;
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final Inflater inflater = new Inflater(true);
    private int heard;

    /** Opens one with this offer, which is {@code permessage-deflate} and parameters. */
    DeflateTalk(Remote server, String offer) throws IOException {
        talk = new Conversation(server, "Sec-WebSocket-Extensions: " + offer + "\r\n");
        String answer = new Response(talk.head()).values("sec-websocket-extensions");
        agreed = Arrays.stream(answer.split(";")).map(String::strip).toList();
        if (has("client_max_window_bits")) {
            deflater.setStrategy(Deflater.HUFFMAN_ONLY); // no distances: right with any window
            deflater.deflate(new byte[16]); // the call after a change takes it over, and does nothing else
        }
    }

    /** Whether the server took the extension. */
    boolean isAgreed() {
        return agreed.get(0).equals("permessage-deflate");
    }

    /** Whether the response has this parameter, with or without a value. */
    boolean has(String parameter) {
        return agreed.stream().anyMatch(each -> each.split("=", 2)[0].strip().equals(parameter));
    }

    /** The response's value, as it came. */
    String agreement() {
        return String.join("; ", agreed);
    }

    Conversation talk() {
        return talk;
    }

    /** Sends a message compressed, in fragments of this size. */
    void say(Message message, int fragment) {
        byte[] payload = compress(message.payload());
        int opcode = message.opcode() | 0x40;
        for (int at = 0; at == 0 || at < payload.length; at += fragment) {
            int end = Math.min(payload.length, at + fragment);
            boolean last = end == payload.length;
            talk.say(RawClient.frame((at == 0 ? opcode : 0) | (last ? 0x80 : 0), Arrays.copyOfRange(payload, at, end)));
        }
    }

    private byte[] compress(byte[] plain) {
        deflater.setInput(plain);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[8192];
        int n;
        while ((n = deflater.deflate(piece, 0, piece.length, Deflater.SYNC_FLUSH)) > 0) {
            out.write(piece, 0, n);
        }
        if (has("client_no_context_takeover")) {
            deflater.reset();
        }
        // "If the resulting data does not end with an empty DEFLATE block ..., append" (RFC 7692, 7.2.1); an empty one
        // is 00 (7.2.3.6).
        return out.size() < 5 ? new byte[1] : Arrays.copyOf(out.toByteArray(), out.size() - TAIL.length);
    }

    /**
     * The next messages, inflated.
     *
     * @throws DataFormatException when what the server compressed cannot be inflated
     */
    List<Message> hear(int count) throws DataFormatException {
        talk.hearMessages(heard + count);
        List<Message> messages = new ArrayList<>();
        for (; heard < talk.messages().size(); heard++) {
            Message message = talk.messages().get(heard);
            messages.add(message.compressed() ? inflate(message) : message);
        }
        return messages;
    }

    private Message inflate(Message message) throws DataFormatException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[8192];
        for (byte[] in : new byte[][] {message.payload(), TAIL}) {
            inflater.setInput(in);
            int n;
            while ((n = inflater.inflate(piece)) > 0) {
                out.write(piece, 0, n);
            }
            if (inflater.finished()) { // a block with BFINAL (7.2.3.4)
                inflater.reset();
                break;
            }
        }
        if (has("server_no_context_takeover")) {
            inflater.reset();
        }
        return new Message(message.kind(), out.toByteArray(), true);
    }

    @Override
    public void close() throws IOException {
        deflater.end();
        inflater.end();
        talk.close();
    }
}
