package io.longwire.ws.conformance.configuration;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.longwire.ws.conformance.structure.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The keys of one module's {@code reference.conf}, in the file's order, with what their comments say. */
public record Reference(String module, List<Key> keys) {
    private static final String PLACE = "src/main/resources/reference.conf";

    /** Those of every module of the source tree. */
    static List<Reference> all() {
        return Repository.modules().stream()
                .filter(module -> Files.exists(module.resolve(PLACE)))
                .map(module -> new Reference(module.getFileName().toString(), keys(module.resolve(PLACE))))
                .toList();
    }

    public static List<Key> allKeys() {
        return all().stream().flatMap(reference -> reference.keys().stream()).toList();
    }

    /** Without the environment: what is read is the same on every machine. */
    static List<Key> keys(Path file) {
        List<Key> keys = new ArrayList<>();
        collect(
                "",
                ConfigFactory.parseFile(file.toFile())
                        .resolve(ConfigResolveOptions.noSystem())
                        .root(),
                Repository.read(file).lines().toList(),
                keys);
        keys.sort(Comparator.comparingInt(Key::line));
        return List.copyOf(keys);
    }

    private static void collect(String prefix, ConfigObject object, List<String> file, List<Key> into) {
        for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
            String path = prefix + ConfigUtil.joinPath(entry.getKey());
            // An empty object is a key too: below it are names that an application chooses.
            if (entry.getValue() instanceof ConfigObject below && !below.isEmpty()) {
                collect(path + ".", below, file, into);
            } else {
                into.add(Key.of(path, entry.getValue(), file));
            }
        }
    }
}
