package io.longwire.ws.runtime.tls;

import io.longwire.ws.StartFailed;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Makes the engines of a server or a client: keys, trust and parameters as they were when it was made. Any thread. */
public final class TlsContext {
    /** RFC 7301: the one protocol that an opening handshake begins in. */
    private static final String[] ALPN = {"http/1.1"};

    private final SSLContext context;
    private final SSLParameters parameters;

    private TlsContext(SSLContext context, SSLParameters parameters) {
        this.context = context;
        this.parameters = parameters;
    }

    /**
     * For a server.
     *
     * @param given the keys and the trust when they were given in code, or null for what the settings name
     * @throws StartFailed when a file is wrong or missing
     */
    public static TlsContext server(TlsSettings settings, @Nullable SSLContext given) {
        boolean asks = settings.clientAuth() != TlsSettings.ClientAuth.NONE;
        if (given == null && !settings.hasIdentity()) {
            throw new StartFailed("TLS is on without a certificate. Name one with " + settings.path()
                    + ".certificates and .keys (PEM) or .keystore (PKCS#12), or give an SSLContext to the builder.");
        }
        if (given == null && asks && settings.trust().isEmpty()) {
            throw new StartFailed(
                    settings.path() + ".client-auth asks for certificates and nobody is trusted to sign them."
                            + " Name the authorities with " + settings.path() + ".trust.");
        }
        SSLContext context = given != null ? given : context(settings, false);
        SSLParameters parameters = parameters(settings, context);
        parameters.setUseCipherSuitesOrder(true);
        parameters.setWantClientAuth(asks);
        if (settings.clientAuth() == TlsSettings.ClientAuth.NEED) {
            parameters.setNeedClientAuth(true);
        }
        return new TlsContext(context, parameters);
    }

    /**
     * For a client, which checks the server's name always.
     *
     * @param given the keys and the trust when they were given in code, or null for what the settings name
     * @throws StartFailed when a file is wrong or missing
     */
    public static TlsContext client(TlsSettings settings, @Nullable SSLContext given) {
        SSLContext context = given != null ? given : context(settings, true);
        SSLParameters parameters = parameters(settings, context);
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // RFC 2818, 3.1, which RFC 6455, 4.1 relies on
        return new TlsContext(context, parameters);
    }

    private static SSLContext context(TlsSettings settings, boolean client) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(KeyFiles.keys(settings), KeyFiles.trust(settings, client), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new StartFailed(
                    settings.path() + ": the keys cannot be used (" + e.getMessage()
                            + "). Make them anew for RSA, EC or Ed25519.",
                    e);
        }
    }

    private static SSLParameters parameters(TlsSettings settings, SSLContext context) {
        SSLParameters parameters = context.getDefaultSSLParameters();
        parameters.setProtocols(settings.protocols().toArray(String[]::new));
        parameters.setApplicationProtocols(ALPN);
        if (!settings.ciphers().isEmpty()) {
            List<String> supported =
                    Arrays.asList(context.getSupportedSSLParameters().getCipherSuites());
            for (String cipher : settings.ciphers()) {
                if (!supported.contains(cipher)) {
                    throw new StartFailed(settings.path() + ".ciphers: this JDK has no \"" + cipher
                            + "\". Use names such as TLS_AES_128_GCM_SHA256, or leave the list empty.");
                }
            }
            parameters.setCipherSuites(settings.ciphers().toArray(String[]::new));
        }
        return parameters;
    }

    /** The engine of a connection that was accepted. */
    public SSLEngine accepting() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** The engine of a connection to a host, whose name or address the server must prove. */
    public SSLEngine connecting(String host, int port) {
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        engine.setSSLParameters(parameters);
        return engine;
    }
}
