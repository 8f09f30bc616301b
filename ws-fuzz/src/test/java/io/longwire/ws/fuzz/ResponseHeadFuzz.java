package io.longwire.ws.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.longwire.ws.HandshakeFailed;
import io.longwire.ws.codec.deflate.DeflateProvider;
import io.longwire.ws.codec.deflate.MapSettings;
import io.longwire.ws.codec.handshake.ClientHandshake;
import io.longwire.ws.codec.handshake.HeadLimits;
import io.longwire.ws.codec.handshake.Negotiation;
import io.longwire.ws.codec.handshake.Negotiation.Configured;
import io.longwire.ws.codec.handshake.ResponseHead;
import io.longwire.ws.codec.handshake.ResponseHeadReader;
import io.longwire.ws.spi.Agreement;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The head of a response and what the client makes of it. */
class ResponseHeadFuzz {
    private static final HeadLimits SMALL = new HeadLimits(64, 400, 8);
    private static final int INTERIM_MAX = 8;
    private static final Negotiation NEGOTIATION =
            new Negotiation(List.of(new Configured(new DeflateProvider(), MapSettings.of())));
    /** Its nonce is that of RFC 6455, 1.3, so that the seeds hold an answer that fits. */
    private static final ClientHandshake HANDSHAKE = new ClientHandshake(
            URI.create("ws://a.example/"),
            List.of("chat", "superchat"),
            Map.of(),
            NEGOTIATION.offer(),
            "the sample nonce".getBytes(StandardCharsets.US_ASCII));

    @FuzzTest
    void readsOrRefuses(byte[] data) {
        Input input = new Input(data);
        Cuts cuts = input.cuts();
        HeadLimits limits = input.next() % 2 == 0 ? HeadLimits.DEFAULTS : SMALL;
        byte[] bytes = input.rest();
        String whole = read(limits, bytes, new Cuts(0), true);
        Law.same(whole, read(limits, bytes, cuts, false), "the verdict on a head");
    }

    private static String read(HeadLimits limits, byte[] bytes, Cuts cuts, boolean whole) {
        ResponseHeadReader reader = new ResponseHeadReader(limits);
        ByteBuffer piece = ByteBuffer.wrap(bytes, 0, 0);
        int at = 0;
        try {
            while (at < bytes.length) {
                piece.limit(whole ? bytes.length : at + cuts.next(bytes.length - at));
                ResponseHead head = reader.read(piece);
                Law.holds(head != null || !piece.hasRemaining(), "what is not a head yet is consumed");
                at = piece.position();
                if (head != null) {
                    Law.holds(at <= (INTERIM_MAX + 1) * limits.head(), "the limit of the heads");
                    Law.holds(head.headers().size() <= limits.headers(), "the limit of the headers");
                    Law.holds(head.status() == 101 || head.status() >= 200, "a final status");
                    return head.status() + " " + head.reason() + ' '
                            + head.headers().asMap() + " after " + at + ": " + judge(head);
                }
            }
            return "more";
        } catch (HandshakeFailed failed) {
            Law.holds(failed.status() == 0, "no status where there was no answer");
            return failed.getMessage() + " at " + piece.position();
        }
    }

    private static String judge(ResponseHead head) {
        try {
            ClientHandshake.Accepted accepted = HANDSHAKE.check(head);
            Law.holds(head.status() == 101, "only a 101 opens a connection");
            List<Agreement> agreed = NEGOTIATION.confirm(accepted.extensions());
            Law.holds(agreed.size() <= 1, "one extension is agreed to at most once");
            return accepted.toString();
        } catch (HandshakeFailed failed) {
            Law.holds(failed.status() == head.status(), "the status of the answer");
            return String.valueOf(failed.getMessage());
        }
    }
}
