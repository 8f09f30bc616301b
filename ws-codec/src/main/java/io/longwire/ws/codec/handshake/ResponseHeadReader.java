package io.longwire.ws.codec.handshake;

import io.longwire.ws.HandshakeFailed;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of the response to an opening handshake (RFC 9112, 4) as its bytes come in. Interim responses other than 101 are
 * passed over (RFC 9110, 15.2), at most eight of them.
 */
public final class ResponseHeadReader {
    private static final int INTERIM_MAX = 8;

    private final HeadLimits limits;
    private HeadLines lines;
    private int status;
    private String reason = "";
    private int interim;

    /** A reader that holds a head to these limits; the status line is bounded by that of the head. */
    public ResponseHeadReader(HeadLimits limits) {
        this.limits = limits;
        this.lines = HeadLines.ofResponse(limits);
    }

    /**
     * Reads on.
     *
     * @param bytes borrowed; consumed up to the end of the head, what follows stays
     * @return the head, or null when more bytes are needed
     * @throws HandshakeFailed at the byte that breaks a rule or crosses a limit
     */
    public @Nullable ResponseHead read(ByteBuffer bytes) throws HandshakeFailed {
        try {
            while (true) {
                switch (lines.read(bytes)) {
                    case MORE -> {
                        return null;
                    }
                    case START_LINE -> statusLine(lines.startLine());
                    case HEAD -> {
                        Headers headers = lines.headers();
                        lines = HeadLines.ofResponse(limits);
                        if (status == 101 || status >= 200) {
                            return new ResponseHead(status, reason, headers);
                        }
                        if (++interim > INTERIM_MAX) {
                            throw failed("too many interim responses", null);
                        }
                    }
                }
            }
        } catch (Refused refused) {
            throw failed("the response is not HTTP: " + refused.sentence(), refused);
        }
    }

    /** RFC 9112, 4: {@code status-line = HTTP-version SP status-code SP [ reason-phrase ]}. */
    private void statusLine(String line) throws HandshakeFailed {
        boolean version = line.startsWith("HTTP/1.1") || line.startsWith("HTTP/1.0");
        // Some servers leave out the second space with the reason.
        boolean spaces =
                line.length() >= 12 && line.charAt(8) == ' ' && (line.length() == 12 || line.charAt(12) == ' ');
        if (!version || !spaces) {
            throw failed("the response is not HTTP/1.1: the status line is malformed", null);
        }
        int code = 0;
        for (int i = 9; i < 12; i++) {
            int digit = line.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw failed("the response is not HTTP/1.1: the status is malformed", null);
            }
            code = code * 10 + digit;
        }
        // RFC 9110, 7.8: "A server MUST ignore an Upgrade header field that is received in an HTTP/1.0 request", so 101
        // in
        // HTTP/1.0 answers nothing that was asked.
        if (code < 100 || code > 599 || (code == 101 && line.charAt(7) == '0')) {
            throw failed("the response has a status that HTTP/1.1 does not know here", null);
        }
        status = code;
        reason = line.length() > 13 ? line.substring(13) : "";
    }

    private static HandshakeFailed failed(String sentence, @Nullable Throwable cause) {
        return new HandshakeFailed(sentence, 0, Map.of(), cause);
    }
}
