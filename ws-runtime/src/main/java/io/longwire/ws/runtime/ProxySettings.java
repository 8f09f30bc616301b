package io.longwire.ws.runtime;

import io.longwire.ws.codec.handshake.Authority;
import io.longwire.ws.spi.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that is asked by CONNECT (RFC 9110, 9.3.6).
 *
 * @param address a host and a port
 * @param authorization what it is told of who asks, null for nothing (RFC 7617)
 * @param timeout the limit of its answer
 */
record ProxySettings(Authority address, @Nullable String authorization, Duration timeout) {
    static Optional<ProxySettings> from(Settings proxy) {
        Duration timeout = proxy.duration("timeout", EngineSettings.MIN, EngineSettings.HOUR);
        String user = proxy.isSet("user") ? proxy.text("user") : "";
        String password = proxy.isSet("password") ? proxy.text("password") : "";
        if (user.indexOf(':') >= 0) {
            EngineSettings.refuse(proxy, "user", "a user's name has no colon (RFC 7617, 2)");
        }
        if (!proxy.isSet("address")) {
            return Optional.empty();
        }
        Authority address = Authority.parse(proxy.text("address"))
                .filter(parsed -> parsed.port() > 0)
                .orElseThrow(() -> proxy.refuse("address", "expected \"host:port\""));
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        String basic = user.isEmpty() ? null : "Basic " + Base64.getEncoder().encodeToString(pair);
        return Optional.of(new ProxySettings(address, basic, timeout));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return address.toString();
    }
}
