package io.longwire.ws.runtime;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What plug-ins offer to the application and to each other, by type. */
final class Services {
    private final Map<Class<?>, Object> byType = new ConcurrentHashMap<>();

    <T> void put(Class<T> type, T service) {
        if (byType.putIfAbsent(type, type.cast(service)) != null) {
            throw new IllegalArgumentException("the service " + type.getName() + " is provided already");
        }
    }

    <T> Optional<T> find(Class<T> type) {
        return Optional.ofNullable(type.cast(byType.get(type)));
    }

    <T> T get(Class<T> type) {
        return find(type)
                .orElseThrow(() -> new IllegalArgumentException("No plug-in provides " + type.getName()
                        + ". Provided: "
                        + byType.keySet().stream()
                                .map(Class::getName)
                                .sorted()
                                .collect(Collectors.joining(", ", "[", "]"))
                        + ". Add the plug-in's artifact, or enable it in the configuration."));
    }
}
