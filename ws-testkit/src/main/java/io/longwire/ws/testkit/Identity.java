package io.longwire.ws.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A private key with its certificate, of {@link Certificates}.
 *
 * @param key PKCS#8
 * @param chain its certificate first
 * @param authority who signed it
 */
public record Identity(PrivateKey key, List<X509Certificate> chain, X509Certificate authority) {
    private static final char[] NO_PASSWORD = new char[0];

    /** A context that shows this certificate and trusts who signed it. */
    public SSLContext context() {
        return context(authority, key, chain);
    }

    /** Writes the chain in PEM, the own certificate first. Its folder is made. */
    public Path writeChain(Path file) throws IOException {
        StringBuilder pem = new StringBuilder();
        for (X509Certificate certificate : chain) {
            pem.append(pem("CERTIFICATE", encoded(certificate)));
        }
        return write(file, pem.toString());
    }

    /** Writes the private key in PEM, not encrypted. */
    public Path writeKey(Path file) throws IOException {
        return write(file, pem("PRIVATE KEY", key.getEncoded()));
    }

    /** Writes the certificate of who signed it in PEM. */
    public Path writeAuthority(Path file) throws IOException {
        return write(file, pem("CERTIFICATE", encoded(authority)));
    }

    /** Writes key and chain as a PKCS#12 file. */
    public Path writeKeystore(Path file, String password) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (var out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("key", key, password.toCharArray(), chain.toArray(Certificate[]::new));
            store.store(out, password.toCharArray());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        return file;
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.writeString(file, text);
    }

    private static String pem(String type, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n";
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static SSLContext context(X509Certificate trusted, @Nullable PrivateKey key, List<X509Certificate> chain) {
        try {
            KeyStore trust = KeyStore.getInstance("PKCS12");
            trust.load(null, null);
            trust.setCertificateEntry("authority", trusted);
            TrustManagerFactory trustManagers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trustManagers.init(trust);
            KeyManager[] keyManagers = {};
            if (key != null) {
                KeyStore keys = KeyStore.getInstance("PKCS12");
                keys.load(null, null);
                keys.setKeyEntry("key", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
                KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                factory.init(keys, NO_PASSWORD);
                keyManagers = factory.getKeyManagers();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers, trustManagers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
