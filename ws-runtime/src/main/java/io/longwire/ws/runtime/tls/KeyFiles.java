package io.longwire.ws.runtime.tls;

import io.longwire.ws.StartFailed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Reads the files that {@link TlsSettings} name. */
final class KeyFiles {
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA", "DSA", "SHA256withDSA");

    private KeyFiles() {}

    /** Managers of all keys that are named; none when none is. */
    static KeyManager[] keys(TlsSettings settings) throws GeneralSecurityException, IOException {
        if (!settings.hasIdentity()) {
            return new KeyManager[0];
        }
        KeysByName keys = new KeysByName();
        addPem(settings, keys);
        if (settings.keystore().isPresent()) {
            addKeystore(settings, settings.keystore().get(), keys);
        }
        return new KeyManager[] {keys};
    }

    private static void addPem(TlsSettings settings, KeysByName all) throws GeneralSecurityException {
        List<Path> keys = settings.keys().isEmpty() ? settings.certificates() : settings.keys();
        if (keys.size() != settings.certificates().size()) {
            throw new StartFailed(settings.path() + ".keys names " + keys.size() + " files and " + settings.path()
                    + ".certificates " + settings.certificates().size()
                    + "; name one key for each certificate, in the same order");
        }
        for (int i = 0; i < keys.size(); i++) {
            List<X509Certificate> chain = new Pem(
                            settings.path() + ".certificates",
                            settings.certificates().get(i))
                    .certificates();
            String setting = settings.path() + (settings.keys().isEmpty() ? ".certificates" : ".keys");
            PrivateKey key = new Pem(setting, keys.get(i)).keyOf(chain.get(0));
            requireFit(setting, keys.get(i), key, chain.get(0));
            all.add(key, chain);
        }
    }

    private static void requireFit(String setting, Path file, PrivateKey key, X509Certificate certificate)
            throws GeneralSecurityException {
        String algorithm = SIGNATURES.get(key.getAlgorithm());
        byte[] probe = certificate.getSignature();
        Signature signature = Signature.getInstance(algorithm == null ? key.getAlgorithm() : algorithm);
        signature.initSign(key);
        signature.update(probe);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(probe);
        if (!signature.verify(signed)) {
            throw new StartFailed(setting + ": the file " + file.toAbsolutePath()
                    + " holds a private key that does not fit its certificate; name the key that the certificate was"
                    + " made for, or put the server's own certificate first in its file");
        }
    }

    private static void addKeystore(TlsSettings settings, Path file, KeysByName all) throws GeneralSecurityException {
        String setting = settings.path() + ".keystore";
        byte[] bytes = Pem.read(setting, file);
        char[] password = settings.keystorePassword().toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        int found = 0;
        try {
            store.load(new ByteArrayInputStream(bytes), password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password) instanceof PrivateKey key) {
                    List<X509Certificate> chain = new ArrayList<>();
                    for (Certificate certificate : store.getCertificateChain(alias)) {
                        chain.add((X509Certificate) certificate);
                    }
                    all.add(key, chain);
                    found++;
                }
            }
        } catch (IOException e) {
            throw new StartFailed(
                    setting + ": the file " + file.toAbsolutePath() + " cannot be opened ("
                            + (e.getCause() instanceof UnrecoverableKeyException
                                    ? "the password is wrong"
                                    : "it is no PKCS#12 file, or damaged")
                            + "); set " + settings.path() + ".keystore-password, or make the file anew",
                    e);
        }
        if (found == 0) {
            throw new StartFailed(setting + ": the file " + file.toAbsolutePath()
                    + " holds no private key; import one with its certificate");
        }
    }

    /**
     * Managers that trust the certificates that are named.
     *
     * @param andTheJdks whether the authorities that the JDK knows are trusted too
     * @return null for what the JDK trusts by itself
     */
    static TrustManager @Nullable [] trust(TlsSettings settings, boolean andTheJdks)
            throws GeneralSecurityException, IOException {
        if (settings.trust().isEmpty()) {
            return null;
        }
        List<X509Certificate> trusted = new ArrayList<>();
        if (andTheJdks) {
            for (TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager jdks) {
                    trusted.addAll(Arrays.asList(jdks.getAcceptedIssuers()));
                }
            }
        }
        for (Path file : settings.trust()) {
            trusted.addAll(new Pem(settings.path() + ".trust", file).certificates());
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < trusted.size(); i++) {
            store.setCertificateEntry("authority-" + i, trusted.get(i));
        }
        return managers(store);
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
