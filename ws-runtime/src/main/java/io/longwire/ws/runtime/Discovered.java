package io.longwire.ws.runtime;

import io.longwire.ws.spi.PluginProvider;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What ServiceLoader finds, for those who put servers together. */
public final class Discovered {
    private Discovered() {}

    /** The types of service that plug-ins on the class path or module path provide, in a fixed order. */
    public static Set<Class<?>> services() {
        Set<Class<?>> types = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
        for (PluginProvider provider : Providers.plugins(List.of())) {
            types.addAll(provider.services());
        }
        return types;
    }
}
