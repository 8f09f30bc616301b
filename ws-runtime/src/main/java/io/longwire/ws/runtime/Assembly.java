package io.longwire.ws.runtime;

import io.longwire.ws.EndpointProvider;
import io.longwire.ws.runtime.config.Configuration;
import io.longwire.ws.spi.ExtensionProvider;
import io.longwire.ws.spi.Meter;
import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.spi.TransportProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What builders collect. */
final class Assembly {
    final Map<String, Object> overrides = new LinkedHashMap<>();
    final List<TransportProvider> transports = new ArrayList<>();
    final List<ExtensionProvider> extensions = new ArrayList<>();
    final List<PluginProvider> plugins = new ArrayList<>();
    final List<EndpointProvider> endpoints = new ArrayList<>();
    final List<Meter> meters = new ArrayList<>();
    final List<Site.Part> site = new ArrayList<>();

    Configuration.Source source = Configuration.Source.NONE;

    @Nullable
    SSLContext tls;

    /**
     * @throws io.longwire.ws.StartFailed when it cannot be read
     */
    Configuration configuration() {
        return Configuration.load(source, overrides);
    }

    void transport(TransportProvider provider) {
        transports.add(provider);
        overrides.put("ws.transport", provider.name());
    }

    /** A copy that later calls on the builder do not reach. */
    Assembly copy() {
        Assembly copy = new Assembly();
        copy.overrides.putAll(overrides);
        copy.transports.addAll(transports);
        copy.extensions.addAll(extensions);
        copy.plugins.addAll(plugins);
        copy.endpoints.addAll(endpoints);
        copy.meters.addAll(meters);
        copy.site.addAll(site);
        copy.source = source;
        copy.tls = tls;
        return copy;
    }
}
