package io.longwire.ws.codec.handshake;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads request heads (RFC 9112, 2.1) as their bytes come in, in linear time however they are cut. After a head it is ready for
 * the next one; after a {@link Refused} it is of no more use, and no byte that follows may be read as a request.
 */
public final class RequestHeadReader {
    private final HeadLimits limits;
    private HeadLines lines;
    private String method = "";
    private String target = "";
    private int minorVersion;

    /** A reader that holds a head to these limits. */
    public RequestHeadReader(HeadLimits limits) {
        this.limits = limits;
        this.lines = HeadLines.ofRequest(limits);
    }

    /**
     * Reads on.
     *
     * @param bytes borrowed; consumed up to the end of the head, what follows stays
     * @return the head, or null when more bytes are needed
     * @throws Refused at the byte that breaks a rule: 400 malformed, 414 or 431 too long, 505 another version
     */
    public @Nullable RequestHead read(ByteBuffer bytes) throws Refused {
        while (true) {
            switch (lines.read(bytes)) {
                case MORE -> {
                    return null;
                }
                case START_LINE -> requestLine(lines.startLine());
                case HEAD -> {
                    RequestHead head = new RequestHead(method, target, minorVersion, lines.headers());
                    lines = HeadLines.ofRequest(limits);
                    return head;
                }
            }
        }
    }

    /** Whether a byte of the next head has come. */
    public boolean started() {
        return lines.started();
    }

    /** RFC 9112, 3: {@code request-line = method SP request-target SP HTTP-version}. */
    private void requestLine(String line) throws Refused {
        int first = line.indexOf(' ');
        int second = line.indexOf(' ', first + 1);
        if (first < 0 || second < 0 || second == first + 1 || !Syntax.isToken(line.substring(0, first))) {
            throw new Refused(400, "the request line is malformed");
        }
        method = line.substring(0, first);
        target = line.substring(first + 1, second);
        minorVersion = minorVersion(line.substring(second + 1));
    }

    private static int minorVersion(String version) throws Refused {
        boolean wellFormed = version.length() == 8
                && version.startsWith("HTTP/")
                && isDigit(version.charAt(5))
                && version.charAt(6) == '.'
                && isDigit(version.charAt(7));
        if (!wellFormed) {
            throw new Refused(400, "the HTTP version is malformed");
        }
        if (version.charAt(5) != '1' || version.charAt(7) > '1') {
            throw new Refused(505, "the HTTP version is not 1.0 or 1.1");
        }
        return version.charAt(7) - '0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
