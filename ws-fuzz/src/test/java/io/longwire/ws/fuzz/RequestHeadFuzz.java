package io.longwire.ws.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.longwire.ws.codec.handshake.Authority;
import io.longwire.ws.codec.handshake.HeadLimits;
import io.longwire.ws.codec.handshake.Origins;
import io.longwire.ws.codec.handshake.Refused;
import io.longwire.ws.codec.handshake.RequestHead;
import io.longwire.ws.codec.handshake.RequestHeadReader;
import io.longwire.ws.codec.handshake.RequestTarget;
import io.longwire.ws.codec.handshake.ServerHandshake;
import io.longwire.ws.codec.handshake.UpgradeRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The head of a request and what the server makes of it. */
class RequestHeadFuzz {
    private static final Set<Integer> STATUSES = Set.of(400, 404, 405, 414, 417, 426, 431, 505);
    private static final HeadLimits SMALL = new HeadLimits(64, 400, 8);
    private static final Origins OWN_ORIGIN = new Origins(List.of());

    @FuzzTest
    void readsOrRefuses(byte[] data) {
        Input input = new Input(data);
        Cuts cuts = input.cuts();
        HeadLimits limits = input.next() % 2 == 0 ? HeadLimits.DEFAULTS : SMALL;
        byte[] bytes = input.rest();
        String whole = read(limits, bytes, new Cuts(0), true);
        Law.same(whole, read(limits, bytes, cuts, false), "the verdict on a head");
    }

    /** What a reader says, and after how many bytes. */
    private static String read(HeadLimits limits, byte[] bytes, Cuts cuts, boolean whole) {
        RequestHeadReader reader = new RequestHeadReader(limits);
        ByteBuffer piece = ByteBuffer.wrap(bytes, 0, 0);
        int at = 0;
        try {
            while (at < bytes.length) {
                piece.limit(whole ? bytes.length : at + cuts.next(bytes.length - at));
                RequestHead head = reader.read(piece);
                Law.holds(head != null || !piece.hasRemaining(), "what is not a head yet is consumed");
                at = piece.position();
                if (head != null) {
                    // One empty line may stand before the head.
                    Law.holds(at <= limits.head() + 2, "the limit of the head");
                    Law.holds(head.headers().size() <= limits.headers(), "the limit of the headers");
                    Law.holds(head.target().length() < limits.requestLine(), "the limit of the request line");
                    return describe(head) + " after " + at + ": " + judge(head);
                }
            }
            Law.holds(at <= limits.head() + 2, "the limit of a head that does not end");
            return "more, begun: " + reader.started();
        } catch (Refused refused) {
            return told(refused) + " at " + piece.position();
        }
    }

    private static String describe(RequestHead head) {
        return head.method()
                + ' '
                + head.target()
                + ' '
                + head.minorVersion()
                + ' '
                + head.headers().asMap();
    }

    private static String judge(RequestHead head) {
        try {
            RequestTarget target = ServerHandshake.checkOrdinary(head);
            canonical(target);
        } catch (Refused refused) {
            told(refused);
        }
        if (!ServerHandshake.isUpgrade(head)) {
            return "no upgrade";
        }
        try {
            UpgradeRequest request = ServerHandshake.check(head);
            canonical(request.target());
            Authority host = Authority.parse(request.host()).orElseThrow();
            Law.same(host, Authority.parse(host.toString()).orElseThrow(), "the authority is canonical");
            Optional<String> origin = request.headers().first("Origin");
            OWN_ORIGIN.allows(origin, "http", request.host());
            Optional<String> first = request.subprotocols().stream().findFirst();
            String answer = StandardCharsets.ISO_8859_1
                    .decode(ServerHandshake.accept(request, first, List.of(), Map.of()))
                    .toString();
            Law.holds(answer.indexOf("\r\n\r\n") == answer.length() - 4, "the answer ends where its head ends");
            return "upgrade of " + request.target();
        } catch (Refused refused) {
            return told(refused);
        }
    }

    private static void canonical(RequestTarget target) {
        String path = target.path();
        Law.holds(path.startsWith("/") && path.indexOf(0) < 0 && path.indexOf('\\') < 0, "the path is canonical");
        Law.holds(!(path + "/").contains("/../") && !(path + "/").contains("/./"), "no dot segments");
        Law.holds(path.indexOf("//") < 0, "no empty segments");
        RequestTarget.queryValue(target.query(), "token");
    }

    private static String told(Refused refused) {
        Law.holds(STATUSES.contains(refused.status()), "the status of a refusal");
        return refused.status() + " " + refused.sentence();
    }
}
