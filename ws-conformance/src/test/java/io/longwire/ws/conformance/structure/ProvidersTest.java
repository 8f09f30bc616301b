package io.longwire.ws.conformance.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A provider is found on the class path and on the module path alike, can be made, and is the only one of its name. */
class ProvidersTest {
    @TestFactory
    Stream<DynamicTest> moduleInfoAndServiceFilesAgree() {
        return Repository.modules().stream()
                .map(module -> DynamicTest.dynamicTest(
                        module.getFileName().toString(),
                        () -> assertThat(Declared.inMetaInf(module)).isEqualTo(Declared.inModuleInfo(module))));
    }

    @Test
    void theModulesProvideWhatTheRuntimeLooksFor() {
        Map<String, Integer> count = new HashMap<>();
        for (Path module : Repository.modules()) {
            Declared.inMetaInf(module).forEach((service, found) -> count.merge(service, found.size(), Integer::sum));
        }
        String spi = "io.longwire.ws.spi.";
        assertThat(count)
                .containsEntry(spi + "EngineProvider", 1)
                .containsEntry(spi + "ExtensionProvider", 2)
                .containsEntry(spi + "PluginProvider", 5)
                .hasEntrySatisfying(
                        spi + "TransportProvider", n -> assertThat(n).isGreaterThanOrEqualTo(2));
    }

    @TestFactory
    Stream<DynamicTest> everyProviderCanBeMadeAndItsNameIsItsOwn() {
        Map<String, String> names = new HashMap<>();
        return Repository.modules().stream()
                .filter(module -> !module.endsWith("ws-examples"))
                .flatMap(module -> Declared.inMetaInf(module).entrySet().stream())
                .flatMap(entry -> entry.getValue().stream()
                        .map(provider ->
                                DynamicTest.dynamicTest(provider, () -> assertMade(entry.getKey(), provider, names))));
    }

    private static void assertMade(String service, String provider, Map<String, String> names) throws Exception {
        Class<?> type = Class.forName(provider);
        assertThat(Modifier.isPublic(type.getModifiers())).as("public").isTrue();
        Object made = type.getConstructor().newInstance();
        Class<?> asked = Class.forName(service);
        assertThat(made).isInstanceOf(asked);
        if (Stream.of(asked.getMethods()).map(Method::getName).anyMatch("name"::equals)) {
            String name = (String) asked.getMethod("name").invoke(made);
            assertThat(name).matches("[a-z][a-z0-9-]*");
            assertThat(names.putIfAbsent(service + " " + name, provider))
                    .as("another " + name)
                    .isNull();
        }
    }

    @Test
    void theReaderOfDeclarationsSkipsCommentsAndSeesEveryProvider() {
        assertThat(Declared.provides("""
                        /** provides a.B with c.D; */
                        module m {
                            // provides a.B with c.D;
                            provides a.B with
                                c.E,
                                c.F;
                            provides g.H with i.J;
                        }
                        """)).isEqualTo(Map.of("a.B", Set.of("c.E", "c.F"), "g.H", Set.of("i.J")));
        assertThat(Declared.providers("# all of them\nc.E # the first\n\n  c.F\n"))
                .containsExactly("c.E", "c.F");
    }
}
