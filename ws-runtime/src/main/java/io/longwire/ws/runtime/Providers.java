package io.longwire.ws.runtime;

import io.longwire.ws.StartFailed;
import io.longwire.ws.spi.ExtensionProvider;
import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.spi.TransportProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds providers by ServiceLoader and adds those that were given in code. One that was given replaces one of its class that was
 * found; two of one name are an error, whatever the order of the class path.
 */
final class Providers {
    /** The transport that {@code auto} prefers when there are more than one. */
    private static final String PREFERRED = "netty";

    private Providers() {}

    static Map<String, TransportProvider> transports(List<TransportProvider> given) {
        return byName(TransportProvider.class, TransportProvider::name, given, "transport");
    }

    static Map<String, ExtensionProvider> extensions(List<ExtensionProvider> given) {
        return byName(ExtensionProvider.class, ExtensionProvider::name, given, "extension");
    }

    /** Plug-ins, each after those that it says it comes after; otherwise by name. */
    static List<PluginProvider> plugins(List<PluginProvider> given) {
        Map<String, PluginProvider> all = byName(PluginProvider.class, PluginProvider::name, given, "plug-in");
        List<PluginProvider> ordered = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        List<PluginProvider> left = new ArrayList<>(all.values());
        while (!left.isEmpty()) {
            PluginProvider next = left.stream()
                    .filter(p -> p.after().stream().allMatch(name -> placed.contains(name) || !all.containsKey(name)))
                    .findFirst()
                    .orElseThrow(() -> new StartFailed("These plug-ins each come after another of them: "
                            + left.stream().map(PluginProvider::name).collect(Collectors.joining(", "))
                            + ". Break the circle in their after()."));
            left.remove(next);
            placed.add(next.name());
            ordered.add(next);
        }
        return ordered;
    }

    static TransportProvider chosen(Map<String, TransportProvider> transports, String name) {
        if (transports.isEmpty()) {
            throw new StartFailed("No transport is on the class path. Add the dependency io.longwire:ws-transport-netty"
                    + " or io.longwire:ws-transport-nio.");
        }
        if (name.equals("auto")) {
            TransportProvider preferred = transports.get(PREFERRED);
            return preferred != null
                    ? preferred
                    : transports.values().iterator().next();
        }
        TransportProvider provider = transports.get(name);
        if (provider == null) {
            throw new StartFailed("ws.transport = \"" + name + "\" but no such transport is on the class path. Found: "
                    + String.join(", ", transports.keySet()) + ". Add the dependency io.longwire:ws-transport-" + name
                    + ", or choose another.");
        }
        return provider;
    }

    /** Sorted by name, so that nothing depends on the class path's order. */
    private static <P> Map<String, P> byName(Class<P> type, Function<P, String> name, List<P> given, String what) {
        List<P> all = new ArrayList<>(given);
        Set<Class<?>> classes = given.stream().map(Object::getClass).collect(Collectors.toCollection(HashSet::new));
        for (P found : load(type, what)) {
            if (classes.add(found.getClass())) {
                all.add(found);
            }
        }
        Map<String, P> byName = new LinkedHashMap<>();
        all.sort((a, b) -> name.apply(a).compareTo(name.apply(b)));
        for (P provider : all) {
            P other = byName.putIfAbsent(name.apply(provider), provider);
            if (other != null) {
                throw new StartFailed("Two providers of the " + what + " \"" + name.apply(provider) + "\": "
                        + other.getClass().getName() + " and "
                        + provider.getClass().getName() + ". Remove one of them.");
            }
        }
        return byName;
    }

    private static <P> List<P> load(Class<P> type, String what) {
        List<P> found = new ArrayList<>();
        Set<Class<?>> seen = new HashSet<>();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        try {
            for (ClassLoader loader : new ClassLoader[] {context, Providers.class.getClassLoader()}) {
                for (P provider : ServiceLoader.load(type, loader)) {
                    if (seen.add(provider.getClass())) {
                        found.add(provider);
                    }
                }
            }
        } catch (ServiceConfigurationError e) {
            throw new StartFailed("A provider of a " + what + " cannot be loaded: " + e.getMessage(), e);
        }
        return found;
    }
}
