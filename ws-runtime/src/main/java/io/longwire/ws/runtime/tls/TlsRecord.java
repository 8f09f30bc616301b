package io.longwire.ws.runtime.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;

/** The five bytes in front of each record (RFC 8446, 5.1): type, legacy version, length. */
final class TlsRecord {
    static final int HEADER = 5;
    static final int HANDSHAKE = 22;

    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int APPLICATION_DATA = 23;
    private static final int MAJOR_VERSION = 3;

    /** RFC 5246, 6.2.3: "The length MUST NOT exceed 2^14 + 2048"; RFC 8446 allows less. */
    private static final int LONGEST = (1 << 14) + 2048;

    private TlsRecord() {}

    static int type(ByteBuffer bytes) {
        return bytes.get(bytes.position());
    }

    /**
     * The size of the record that begins here, header included.
     *
     * @throws SSLException when no record begins here, for example because the peer speaks plain HTTP
     */
    static int size(ByteBuffer bytes) throws SSLException {
        int at = bytes.position();
        int type = bytes.get(at);
        if (type < CHANGE_CIPHER_SPEC || type > APPLICATION_DATA || bytes.get(at + 1) != MAJOR_VERSION) {
            throw new SSLException("the peer does not speak TLS");
        }
        int length = (bytes.get(at + 3) & 0xff) << 8 | (bytes.get(at + 4) & 0xff);
        if (length > LONGEST) {
            throw new SSLException("a TLS record is longer than RFC 8446, 5.2 allows");
        }
        return HEADER + length;
    }
}
