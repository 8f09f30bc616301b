package io.longwire.ws.conformance.structure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The providers that a module declares, read from its sources: service to providers, in both of the places Java looks. */
final class Declared {
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);
    private static final Pattern PROVIDES = Pattern.compile("\\bprovides\\s+([\\w.]+)\\s+with\\s+([\\w.,\\s]+);");

    private Declared() {}

    /** What the module path sees. */
    static Map<String, Set<String>> inModuleInfo(Path module) {
        Path file = module.resolve("src/main/java/module-info.java");
        return Files.exists(file) ? provides(Repository.read(file)) : Map.of();
    }

    /** What the class path sees. */
    static Map<String, Set<String>> inMetaInf(Path module) {
        Path services = module.resolve("src/main/resources/META-INF/services");
        Map<String, Set<String>> found = new TreeMap<>();
        for (Path file : Repository.files(services)) {
            found.put(file.getFileName().toString(), providers(Repository.read(file)));
        }
        return found;
    }

    static Map<String, Set<String>> provides(String moduleInfo) {
        Map<String, Set<String>> found = new TreeMap<>();
        PROVIDES.matcher(COMMENT.matcher(moduleInfo).replaceAll(""))
                .results()
                .forEach(match -> found.put(
                        match.group(1),
                        new TreeSet<>(Arrays.asList(match.group(2).strip().split("\\s*,\\s*")))));
        return found;
    }

    static Set<String> providers(String serviceFile) {
        return serviceFile
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
