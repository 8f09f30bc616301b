package io.longwire.ws.runtime.tls;

import io.longwire.ws.spi.Loop;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** What a peer may not do after the handshake though TLS has it: negotiate anew, and keep this side busy with nothing. Loop only. */
final class RecordRules {
    /** Records without application data, which is what key updates are, within a {@link #WINDOW_NANOS}. */
    private static final int NOTHINGS = 32;

    private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Loop loop;
    private long windowStart;
    private int nothings;

    RecordRules(Loop loop) {
        this.loop = loop;
    }

    /**
     * Looks at the outer type of a record before it is opened. In TLS 1.3 all that is encrypted is application data outside (RFC
     * 8446, 5.2); in TLS 1.2 a handshake record means that the peer wants to renegotiate.
     */
    void require(int type) throws SSLException {
        if (type == TlsRecord.HANDSHAKE) {
            throw new SSLException("the peer wants to renegotiate, which is refused");
        }
    }

    /** A record held no application data: a key update (RFC 8446, 4.6.3), a ticket, a warning, or nothing at all. */
    void carriesNothing() throws SSLException {
        long now = loop.nanoTime();
        if (nothings == 0 || now - windowStart > WINDOW_NANOS) {
            windowStart = now;
            nothings = 0;
        }
        nothings++;
        if (nothings > NOTHINGS) {
            throw new SSLException("the peer sends too many records without data, such as key updates");
        }
    }
}
