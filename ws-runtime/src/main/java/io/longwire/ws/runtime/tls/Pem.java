package io.longwire.ws.runtime.tls;

import io.longwire.ws.StartFailed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of PEM blocks (RFC 7468). Everything that is wrong with it is one sentence with its cure. */
final class Pem {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String KEY = "PRIVATE KEY";

    private record Block(String label, String base64) {}

    private final String setting;
    private final Path file;
    private final List<Block> blocks = new ArrayList<>();

    /** @param setting the key that names the file */
    Pem(String setting, Path file) {
        this.setting = setting;
        this.file = file;
        Matcher matcher = BLOCK.matcher(new String(read(setting, file), StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
    }

    static byte[] read(String setting, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new StartFailed(
                    setting + ": there is no file " + file.toAbsolutePath() + "; name one that exists", e);
        } catch (IOException e) {
            throw new StartFailed(
                    setting + ": the file " + file.toAbsolutePath() + " cannot be read (" + e
                            + "); let the user that runs this process read it",
                    e);
        }
    }

    /** All certificates, in order. */
    List<X509Certificate> certificates() {
        List<X509Certificate> found = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Block block : blocks) {
                if (block.label.equals(CERTIFICATE)) {
                    found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes(block))));
                }
            }
        } catch (CertificateException e) {
            throw new StartFailed(about("holds a certificate that cannot be read; copy the file again"), e);
        }
        if (found.isEmpty()) {
            throw new StartFailed(about("holds no certificate; it needs a block \"-----BEGIN CERTIFICATE-----\""));
        }
        return found;
    }

    /** The private key that belongs to a certificate. */
    PrivateKey keyOf(X509Certificate certificate) {
        String algorithm = certificate.getPublicKey().getAlgorithm();
        for (Block block : blocks) {
            if (block.label.equals(KEY)) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes(block)));
                } catch (GeneralSecurityException e) {
                    throw new StartFailed(
                            about("holds a private key that does not fit its certificate, which wants " + algorithm
                                    + "; name the key that the certificate was made for"),
                            e);
                }
            } else if (block.label.endsWith(KEY)) {
                throw new StartFailed(about("holds a key of the form \"" + block.label
                        + "\"; change it with: openssl pkcs8 -topk8 -nocrypt -in " + file + " -out key.pem"));
            }
        }
        throw new StartFailed(about("holds no private key; it needs a block \"-----BEGIN PRIVATE KEY-----\""));
    }

    private byte[] bytes(Block block) {
        try {
            return Base64.getMimeDecoder().decode(block.base64);
        } catch (IllegalArgumentException notBase64) {
            throw new StartFailed(about("holds a PEM block that is not base64; copy the file again"), notBase64);
        }
    }

    private String about(String sentence) {
        return setting + ": the file " + file.toAbsolutePath() + " " + sentence;
    }
}
