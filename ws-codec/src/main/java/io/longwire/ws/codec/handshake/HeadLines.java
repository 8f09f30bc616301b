package io.longwire.ws.codec.handshake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the lines of one head, byte by byte, and holds the line that is being read, nothing else. What may stand where is
 * decided at the very byte that breaks a rule, so a head gets the same answer however it is cut.
 *
 * <p>RFC 9112, 2.2 lets a recipient take a bare LF for a line end and 5.2 lets it unfold a folded line. Both are refused: a proxy
 * in front of us may read such a head differently.
 *
 * <pre>
 * LEADING -CR-> LEADING_CR -LF-> LEADING            (one empty line before a request)
 * LEADING -> START -CR-> START_CR -LF-> LINE
 * LINE -> NAME -:-> BLANK -> VALUE -CR-> VALUE_CR -LF-> LINE
 * LINE -CR-> END_CR -LF-> done
 * </pre>
 */
final class HeadLines {
    enum Read {
        MORE,
        START_LINE,
        HEAD
    }

    private enum State {
        LEADING,
        LEADING_CR,
        START,
        START_CR,
        LINE,
        NAME,
        BLANK,
        VALUE,
        VALUE_CR,
        END_CR
    }

    private final int startLineMax;
    private final HeadLimits limits;
    private final boolean request;

    private State state = State.LEADING;
    private boolean emptyLineSeen;
    private int headBytes;
    private byte[] line = new byte[128];
    private int length;
    private String name = "";
    private final List<String> names = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

    private HeadLines(boolean request, int startLineMax, HeadLimits limits) {
        this.request = request;
        this.startLineMax = startLineMax;
        this.limits = limits;
    }

    static HeadLines ofRequest(HeadLimits limits) {
        return new HeadLines(true, limits.requestLine(), limits);
    }

    static HeadLines ofResponse(HeadLimits limits) {
        return new HeadLines(false, limits.head(), limits);
    }

    boolean started() {
        return state != State.LEADING || emptyLineSeen;
    }

    /** The start line, after {@link Read#START_LINE} and before the next call. */
    String startLine() {
        return text();
    }

    /** The headers, after {@link Read#HEAD}. */
    Headers headers() {
        return new Headers(names, values);
    }

    /** Consumes bytes up to the end of the start line or of the head, and none after it. */
    Read read(ByteBuffer bytes) throws Refused {
        while (bytes.hasRemaining()) {
            int b = bytes.get() & 0xff;
            if (state != State.LEADING && state != State.LEADING_CR) {
                count();
            }
            switch (state) {
                case LEADING -> leading(b);
                case LEADING_CR -> {
                    expectLf(b);
                    emptyLineSeen = true;
                    state = State.LEADING;
                }
                case START -> start(b);
                case START_CR -> {
                    expectLf(b);
                    state = State.LINE;
                    return Read.START_LINE;
                }
                case LINE -> line(b);
                case NAME -> name(b);
                case BLANK -> {
                    if (!Syntax.isBlank(b)) {
                        state = State.VALUE;
                        value(b);
                    }
                }
                case VALUE -> value(b);
                case VALUE_CR -> {
                    expectLf(b);
                    endValue();
                }
                case END_CR -> {
                    expectLf(b);
                    return Read.HEAD;
                }
            }
        }
        return Read.MORE;
    }

    private void count() throws Refused {
        if (++headBytes > limits.head()) {
            throw new Refused(431, "the head is too large");
        }
    }

    private void leading(int b) throws Refused {
        // RFC 9112, 2.2: "a server that is expecting to receive and parse a request-line SHOULD ignore at least one
        // empty
        // line (CRLF) received prior to the request-line."
        if (b == '\r' && request && !emptyLineSeen) {
            state = State.LEADING_CR;
            return;
        }
        state = State.START;
        length = 0;
        count();
        start(b);
    }

    private void start(int b) throws Refused {
        if (b == '\r') {
            state = State.START_CR;
            if (length == 0) {
                throw new Refused(400, "the head begins with an empty line");
            }
            return;
        }
        refuseControl(b);
        if (request && (b >= 0x80 || b == '\t')) {
            throw new Refused(400, "the request line holds a byte that may not stand there");
        }
        if (length == startLineMax) {
            throw new Refused(request ? 414 : 431, "the start line is too long");
        }
        append(b);
    }

    private void line(int b) throws Refused {
        if (b == '\r') {
            state = State.END_CR;
            return;
        }
        if (Syntax.isBlank(b)) {
            throw new Refused(400, "a header line is folded");
        }
        if (names.size() == limits.headers()) {
            throw new Refused(431, "too many headers");
        }
        state = State.NAME;
        length = 0;
        name(b);
    }

    private void name(int b) throws Refused {
        if (b == ':' && length > 0) {
            name = text();
            length = 0;
            state = State.BLANK;
            return;
        }
        refuseControl(b);
        // RFC 9112, 5.1: "A server MUST reject, with a response status code of 400 (Bad Request), any received request
        // message that contains whitespace between a header field name and colon."
        if (!Syntax.isTokenChar(b)) {
            throw new Refused(400, "a header name is malformed");
        }
        append(b);
    }

    private void value(int b) throws Refused {
        if (b == '\r') {
            state = State.VALUE_CR;
            return;
        }
        refuseControl(b);
        append(b);
    }

    private void endValue() {
        while (length > 0 && Syntax.isBlank(line[length - 1])) {
            length--;
        }
        names.add(name);
        values.add(text());
        state = State.LINE;
    }

    private static void expectLf(int b) throws Refused {
        if (b != '\n') {
            throw new Refused(400, "a CR stands alone");
        }
    }

    private static void refuseControl(int b) throws Refused {
        if (b == '\n') {
            throw new Refused(400, "a line ends without CR");
        }
        if (Syntax.isControl(b)) {
            throw new Refused(400, "the head holds a control byte");
        }
    }

    private void append(int b) {
        if (length == line.length) {
            line = Arrays.copyOf(line, 2 * length);
        }
        line[length++] = (byte) b;
    }

    private String text() {
        return new String(line, 0, length, StandardCharsets.ISO_8859_1);
    }
}
