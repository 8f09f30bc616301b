package io.longwire.ws.runtime.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Keys with their certificates, chosen by the name that the client asks for (RFC 6066, 3); the first is for those who ask for none, or
 * for one that no certificate has. A client shows the first that the server's authorities have signed.
 */
final class KeysByName extends X509ExtendedKeyManager {
    /** RFC 5280, 4.2.1.6: dNSName. */
    private static final int DNS_NAME = 2;

    private record Entry(PrivateKey key, List<X509Certificate> chain, List<String> names) {
        boolean isOf(String keyType) {
            return chain.get(0).getPublicKey().getAlgorithm().equals(keyType);
        }

        boolean isFor(String host) {
            // RFC 9525, 6.3: a wildcard is the whole of the leftmost label, and stands for one label.
            int dot = host.indexOf('.');
            return names.contains(host) || (dot > 0 && names.contains("*" + host.substring(dot)));
        }

        boolean isSignedBy(Principal @Nullable [] issuers) {
            if (issuers == null || issuers.length == 0) {
                return true;
            }
            List<Principal> all = List.of(issuers);
            return chain.stream().anyMatch(signed -> all.contains(signed.getIssuerX500Principal()));
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    void add(PrivateKey key, List<X509Certificate> chain) throws CertificateParsingException {
        List<String> names = new ArrayList<>();
        var alternatives = chain.get(0).getSubjectAlternativeNames();
        if (alternatives != null) {
            for (List<?> alternative : alternatives) {
                if (alternative.get(0).equals(DNS_NAME)) {
                    names.add(String.valueOf(alternative.get(1)).toLowerCase(Locale.ROOT));
                }
            }
        }
        entries.add(new Entry(key, List.copyOf(chain), List.copyOf(names)));
    }

    /** The engine asks once for each kind of key that the client takes, in its order. */
    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        List<Entry> candidates = entries;
        if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
            for (SNIServerName asked : session.getRequestedServerNames()) {
                if (asked instanceof SNIHostName host) {
                    String name = host.getAsciiName().toLowerCase(Locale.ROOT);
                    List<Entry> named =
                            entries.stream().filter(entry -> entry.isFor(name)).toList();
                    candidates = named.isEmpty() ? entries : named;
                }
            }
        }
        int underscore = keyType.indexOf('_'); // older names of kinds say who signed it too
        String kind = underscore < 0 ? keyType : keyType.substring(0, underscore);
        return candidates.stream()
                .filter(entry -> entry.isOf(kind))
                .findFirst()
                .map(entry -> Integer.toString(entries.indexOf(entry)))
                .orElse(null);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
        for (String keyType : keyTypes) {
            String[] aliases = getClientAliases(keyType, issuers);
            if (aliases != null) {
                return aliases[0];
            }
        }
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        String[] aliases = IntStream.range(0, entries.size())
                .filter(i -> entries.get(i).isOf(keyType) && entries.get(i).isSignedBy(issuers))
                .mapToObj(Integer::toString)
                .toArray(String[]::new);
        return aliases.length == 0 ? null : aliases;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return getClientAliases(keyType, issuers);
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
        throw new UnsupportedOperationException("connections use engines");
    }

    @Override
    public String chooseServerAlias(String keyType, Principal @Nullable [] issuers, Socket socket) {
        throw new UnsupportedOperationException("connections use engines");
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return entries.get(Integer.parseInt(alias)).chain.toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return entries.get(Integer.parseInt(alias)).key;
    }
}
