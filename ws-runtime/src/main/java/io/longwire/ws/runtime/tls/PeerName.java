package io.longwire.ws.runtime.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * The rule about a server's name that the JDK does not have: RFC 9525, 2 and 6.3, forbid to look for it in the common name of the
 * subject, where the JDK looks when there is no alternative name. All else about names the JDK has checked within the handshake.
 */
final class PeerName {
    private PeerName() {}

    /** @throws SSLPeerUnverifiedException when the certificate has no alternative name */
    static void require(SSLSession session) throws SSLException {
        if (session.getPeerCertificates()[0] instanceof X509Certificate leaf) {
            try {
                if (leaf.getSubjectAlternativeNames() != null) {
                    return;
                }
            } catch (CertificateParsingException e) {
                throw new SSLException("the server's certificate has malformed names", e);
            }
        }
        throw new SSLPeerUnverifiedException(
                "the server's certificate names no host; it needs a subject alternative name (RFC 9525)");
    }
}
