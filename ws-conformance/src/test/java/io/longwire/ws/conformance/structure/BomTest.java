package io.longwire.ws.conformance.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** ws-bom lists every published module, and what a user imports holds nothing else. */
class BomTest {
    private static final Set<String> UNPUBLISHED = Set.of(
            "ws-benchmarks",
            "ws-bom",
            "ws-conformance",
            "ws-examples",
            "ws-fuzz",
            "ws-stress",
            "ws-example-extension",
            "ws-example-plugin");
    private static final Pattern MANAGED = Pattern.compile("<dependency>.*?<artifactId>([^<]+)<", Pattern.DOTALL);
    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

    private final Path bom = Repository.root().resolve("ws-bom");

    @Test
    void listsEveryPublishedModule() {
        List<String> published = Repository.modules().stream()
                .map(module -> module.getFileName().toString())
                .filter(module -> !UNPUBLISHED.contains(module))
                .toList();
        assertThat(managed(Repository.read(bom.resolve("pom.xml")))).containsExactlyInAnyOrderElementsOf(published);
    }

    @Test
    void isPublishedWithoutParentPropertiesOrForeignVersions() {
        String flattened = Repository.read(bom.resolve(".flattened-pom.xml"));
        assertThat(flattened).doesNotContain("<parent>", "<properties>", "<dependencyManagement/>", "<build>");
        assertThat(managed(flattened)).isNotEmpty().allMatch(artifact -> artifact.startsWith("ws-"));
        assertThat(VERSION.matcher(flattened).results().map(found -> found.group(1)))
                .containsOnly("${project.version}", ownVersion(flattened));
    }

    private static List<String> managed(String pom) {
        return MANAGED.matcher(pom).results().map(found -> found.group(1)).toList();
    }

    private static String ownVersion(String pom) {
        return VERSION.matcher(pom).results().findFirst().orElseThrow().group(1);
    }
}
