package io.longwire.ws.broadcast;

import io.longwire.ws.broadcast.spi.BackplaneProvider;
import io.longwire.ws.spi.Settings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The backplanes there are: those that {@link ServiceLoader} finds, and those that were given. */
final class Backplanes {
    private final List<BackplaneProvider> given;

    Backplanes(List<BackplaneProvider> given) {
        this.given = given;
    }

    BackplaneProvider named(String name, Settings settings) {
        Map<String, BackplaneProvider> all = new TreeMap<>();
        Set<@Nullable ClassLoader> loaders = new LinkedHashSet<>();
        loaders.add(Thread.currentThread().getContextClassLoader());
        loaders.add(Backplanes.class.getClassLoader());
        for (ClassLoader loader : loaders) {
            for (BackplaneProvider provider : ServiceLoader.load(BackplaneProvider.class, loader)) {
                BackplaneProvider other = all.putIfAbsent(provider.name(), provider);
                if (other != null && other.getClass() != provider.getClass()) {
                    throw settings.refuse("backplane", "two backplanes have the name \"" + provider.name() + "\"");
                }
            }
        }
        given.forEach(provider -> all.put(provider.name(), provider));
        BackplaneProvider chosen = all.get(name);
        if (chosen == null) {
            throw settings.refuse(
                    "backplane",
                    "there is no backplane \"" + name + "\". Found: " + String.join(", ", all.keySet())
                            + ". Add the jar that has it, for \"redis\" io.longwire:ws-broadcast-redis");
        }
        return chosen;
    }
}
