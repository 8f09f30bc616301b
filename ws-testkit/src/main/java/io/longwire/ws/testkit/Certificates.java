package io.longwire.ws.testkit;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * An authority for tests, and the certificates that it signs, made in memory. Nobody else trusts it, and it is gone with the JVM.
 *
 * <pre>{@code
 * Certificates authority = Certificates.authority();
 * SSLContext server = authority.issue("localhost", "127.0.0.1").context();
 * SSLContext client = authority.trusting();
 * }</pre>
 */
public final class Certificates {
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final byte[] ECDSA_WITH_SHA256 = Der.of(Der.SEQUENCE, Der.oid("1.2.840.10045.4.3.2"));
    private static final byte[] SIGNS_CERTIFICATES = {0x06};
    private static final byte[] SIGNS_HANDSHAKES = {(byte) 0x80};

    private final AtomicInteger serial = new AtomicInteger();
    private final KeyPair keys = newKeys();
    private final String name;
    private final X509Certificate root;

    private Certificates(String name) {
        this.name = name;
        this.root = sign(keys, Terms.of(name), true);
    }

    /** What a certificate says. */
    public record Terms(String commonName, List<String> alternativeNames, Instant from, Instant until) {
        /** A certificate that is valid now. */
        public static Terms of(String commonName, String... alternativeNames) {
            Instant now = Instant.now();
            return new Terms(
                    commonName,
                    List.of(alternativeNames),
                    now.minus(1, ChronoUnit.DAYS),
                    now.plus(30, ChronoUnit.DAYS));
        }

        /** The same for another time. */
        public Terms valid(Instant begin, Instant end) {
            return new Terms(commonName, alternativeNames, begin, end);
        }
    }

    /** A new authority. */
    public static Certificates authority() {
        return new Certificates("Longwire test authority");
    }

    /** The certificate to trust. */
    public X509Certificate root() {
        return root;
    }

    /** A certificate for host names and addresses that is valid now. */
    public Identity issue(String... names) {
        return issue(Terms.of(names[0], names));
    }

    /** A certificate that says what it is told to. */
    public Identity issue(Terms terms) {
        KeyPair own = newKeys();
        return new Identity(own.getPrivate(), List.of(sign(own, terms, false), root), root);
    }

    /** A context without a certificate of its own, which trusts this authority alone. */
    public SSLContext trusting() {
        return Identity.context(root, null, List.of());
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** RFC 5280, 4.1. */
    private X509Certificate sign(KeyPair subject, Terms terms, boolean authority) {
        byte[] body = Der.of(
                Der.SEQUENCE,
                Der.of(0xa0, Der.of(Der.INTEGER, new byte[] {2})), // version 3
                Der.of(Der.INTEGER, new byte[] {1, (byte) (serial.get() >> 8), (byte) serial.getAndIncrement()}),
                ECDSA_WITH_SHA256,
                commonName(name),
                Der.of(
                        Der.SEQUENCE,
                        Der.text(Der.UTC_TIME, UTC_TIME.format(terms.from)),
                        Der.text(Der.UTC_TIME, UTC_TIME.format(terms.until))),
                commonName(terms.commonName),
                subject.getPublic().getEncoded(),
                Der.of(0xa3, extensions(subject, terms, authority)));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(body);
            byte[] whole = Der.of(Der.SEQUENCE, body, ECDSA_WITH_SHA256, Der.bits(0, signature.sign()));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] commonName(String name) {
        byte[] attribute = Der.of(Der.SEQUENCE, Der.oid("2.5.4.3"), Der.text(Der.UTF8, name));
        return Der.of(Der.SEQUENCE, Der.of(Der.SET, attribute));
    }

    private byte[] extensions(KeyPair subject, Terms terms, boolean authority) {
        List<byte[]> all = new ArrayList<>();
        byte[] constraints = authority ? Der.of(Der.SEQUENCE, Der.truth()) : Der.of(Der.SEQUENCE);
        all.add(extension("2.5.29.19", true, constraints));
        all.add(extension(
                "2.5.29.15", true, Der.bits(authority ? 1 : 7, authority ? SIGNS_CERTIFICATES : SIGNS_HANDSHAKES)));
        all.add(extension("2.5.29.14", false, Der.of(Der.OCTETS, identifier(subject))));
        all.add(extension("2.5.29.35", false, Der.of(Der.SEQUENCE, Der.of(0x80, identifier(keys)))));
        if (!terms.alternativeNames.isEmpty()) {
            byte[][] names = terms.alternativeNames.stream()
                    .map(Certificates::generalName)
                    .toArray(byte[][]::new);
            all.add(extension("2.5.29.17", false, Der.of(Der.SEQUENCE, names)));
        }
        return Der.of(Der.SEQUENCE, all.toArray(byte[][]::new));
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        byte[] octets = Der.of(Der.OCTETS, value);
        return critical
                ? Der.of(Der.SEQUENCE, Der.oid(oid), Der.truth(), octets)
                : Der.of(Der.SEQUENCE, Der.oid(oid), octets);
    }

    private static byte[] identifier(KeyPair of) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(of.getPublic().getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] generalName(String name) {
        boolean address = name.indexOf(':') >= 0 || name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        try {
            return address
                    ? Der.of(0x87, InetAddress.getByName(name).getAddress())
                    : Der.of(0x82, name.getBytes(StandardCharsets.US_ASCII));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(name + " is no address", e);
        }
    }
}
