package io.longwire.ws.runtime;

import io.longwire.ws.EndpointProvider;
import io.longwire.ws.StartFailed;
import io.longwire.ws.spi.ExtensionProvider;
import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.spi.Settings;
import io.longwire.ws.spi.TransportProvider;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Finds providers by ServiceLoader and adds those that were given in code. One that was given replaces one of its class that was
 * found; two of one name are an error, whatever the order of the class path.
 */
final class Providers {
    /** The transports of this project; {@code auto} takes the first of them that is there. */
    private static final List<String> OURS = List.of("netty", "nio");

    private Providers() {}

    static Map<String, TransportProvider> transports(List<TransportProvider> given) {
        return byName(TransportProvider.class, TransportProvider::name, given, "transport");
    }

    static Map<String, ExtensionProvider> extensions(List<ExtensionProvider> given) {
        return byName(ExtensionProvider.class, ExtensionProvider::name, given, "extension");
    }

    /** Those that were given, and those of other classes that are found. Their paths tell them apart. */
    static List<EndpointProvider> endpoints(List<EndpointProvider> given) {
        List<EndpointProvider> all = new ArrayList<>(given);
        for (EndpointProvider found : load(EndpointProvider.class, "endpoint")) {
            if (given.stream().noneMatch(other -> other.getClass() == found.getClass())) {
                all.add(found);
            }
        }
        return all;
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
                    .orElseThrow(() -> new StartFailed("Plug-ins that come after each other: " + circle(left)
                            + ". Break the circle in their after()."));
            left.remove(next);
            placed.add(next.name());
            ordered.add(next);
        }
        return ordered;
    }

    /** From one of them that cannot be placed back to itself; each of them comes after another of them. */
    private static String circle(List<PluginProvider> left) {
        Map<String, PluginProvider> byName =
                left.stream().collect(Collectors.toMap(PluginProvider::name, provider -> provider));
        List<String> walked = new ArrayList<>();
        String name = left.get(0).name();
        while (!walked.contains(name)) {
            walked.add(name);
            name = Objects.requireNonNull(byName.get(name)).after().stream()
                    .filter(byName::containsKey)
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
        walked.add(name);
        return String.join(" after ", walked.subList(walked.indexOf(name), walked.size()));
    }

    /** The transport that {@code ws.transport} names. */
    static TransportProvider chosen(Map<String, TransportProvider> transports, Settings ws) {
        if (transports.isEmpty()) {
            throw new StartFailed("No transport is on the class path. Add the dependency io.longwire:ws-transport-netty"
                    + " or io.longwire:ws-transport-nio.");
        }
        String name = ws.text("transport");
        if (name.equals("auto")) {
            return preferred(transports, ws);
        }
        TransportProvider provider = transports.get(name);
        if (provider == null) {
            String cure = OURS.contains(name)
                    ? "Add the dependency io.longwire:ws-transport-" + name + ", or choose one of those."
                    : "Choose one of those, or add the jar that has it.";
            throw ws.refuse(
                    "transport",
                    "no such transport is on the class path. Found: " + String.join(", ", transports.keySet()) + ". "
                            + cure);
        }
        return provider;
    }

    private static TransportProvider preferred(Map<String, TransportProvider> transports, Settings ws) {
        for (String name : OURS) {
            TransportProvider ours = transports.get(name);
            if (ours != null) {
                return ours;
            }
        }
        if (transports.size() > 1) {
            throw ws.refuse(
                    "transport",
                    "more than one transport is on the class path. Choose one of them: "
                            + String.join(", ", transports.keySet()) + ".");
        }
        return transports.values().iterator().next();
    }

    /**
     * Makes the part that a provider is for.
     *
     * @throws StartFailed when it fails; the sentence names the part
     */
    static <T> T make(String what, String name, Object provider, Supplier<T> part) {
        try {
            return part.get();
        } catch (StartFailed itsOwnSentence) {
            throw itsOwnSentence;
        } catch (RuntimeException | LinkageError failed) {
            throw new StartFailed(
                    "The " + what + " \"" + name + "\" (" + where(provider) + ") cannot be made: " + failed, failed);
        }
    }

    /** The class of a provider, and the jar it is from. */
    private static String where(Object provider) {
        CodeSource source = provider.getClass().getProtectionDomain().getCodeSource();
        String jar = source == null || source.getLocation() == null
                ? ""
                : source.getLocation().getPath().replaceFirst("/$", "").replaceFirst(".*/", " in ");
        return provider.getClass().getName() + jar;
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
                        + where(other) + " and " + where(provider) + ". Remove one of them.");
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
