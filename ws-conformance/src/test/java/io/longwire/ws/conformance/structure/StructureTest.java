package io.longwire.ws.conformance.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.longwire.ws.conformance.structure.Laws.Law;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The laws of the structure, held against every module, and each of them against a class that breaks it. */
class StructureTest {
    private static final String BROKEN = StructureTest.class.getPackageName() + ".broken";

    @TestFactory
    Stream<DynamicTest> modulesKeepTheLaws() {
        JavaClasses modules = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("io.longwire.ws", "org.example");
        assertThat(modules.size()).isGreaterThan(30);
        return new Laws("io.longwire.ws", "org.example")
                .all().stream()
                        .map(law -> DynamicTest.dynamicTest(
                                law.name(), () -> law.rule().check(modules)));
    }

    /** Every law has a class below "broken" that is named in its violations, so no law can hold by seeing nothing. */
    @TestFactory
    Stream<DynamicTest> lawsCanFail() {
        JavaClasses broken = new ClassFileImporter().importPackages(BROKEN);
        return new Laws(BROKEN, BROKEN + ".outsider")
                .all().stream().map(law -> DynamicTest.dynamicTest(law.name(), () -> assertBroken(law, broken)));
    }

    private static void assertBroken(Law law, JavaClasses broken) {
        List<String> details = law.rule().evaluate(broken).getFailureReport().getDetails();
        assertThat(details).as(law.name()).isNotEmpty().allMatch(line -> line.contains(BROKEN));
    }

    @Test
    void codecsEveryWayToTheWorldIsClosed() {
        JavaClasses broken = new ClassFileImporter().importPackages(BROKEN + ".codec");
        String report = new Laws(BROKEN, BROKEN + ".outsider")
                .all().stream()
                        .filter(law -> law.name().startsWith("the codec has no"))
                        .map(law ->
                                law.rule().evaluate(broken).getFailureReport().toString())
                        .findAny()
                        .orElseThrow();
        assertThat(report)
                .contains("nanoTime", "currentTimeMillis", "Instant.now", "Thread", "ReentrantLock", "System$Logger")
                .contains("SocketChannel");
    }
}
