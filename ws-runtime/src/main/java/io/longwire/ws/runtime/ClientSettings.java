package io.longwire.ws.runtime;

import io.longwire.ws.runtime.tls.TlsSettings;
import io.longwire.ws.spi.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * What outgoing connections read under {@code ws.client}.
 *
 * @param redirects how many may be followed, 0 for none
 * @param proxy the proxy they go through
 * @param tlsTimeout the limit of the TLS handshake
 */
record ClientSettings(int redirects, Optional<ProxySettings> proxy, TlsSettings tls, Duration tlsTimeout) {
    private static final int MOST_REDIRECTS = 5;

    static ClientSettings from(Settings client) {
        return new ClientSettings(
                client.number("redirects", 0, MOST_REDIRECTS),
                ProxySettings.from(client.at("proxy")),
                TlsSettings.client(client.at("tls")),
                client.at("tls").duration("handshake-timeout", EngineSettings.MIN, EngineSettings.HOUR));
    }
}
