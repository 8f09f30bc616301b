package io.longwire.ws.conformance.structure;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The laws of the structure that class files can tell. The root packages are parameters, so that the same laws can be
 * held against packages that break them on purpose.
 */
record Laws(String root, String outsiders) {
    record Law(String name, ArchRule rule) {}

    private static final Set<String> SECRET = Set.of("Keys", "Signer", "Tokens", "Proof", "BuiltIn", "Shown");
    private static final Set<Class<?>> BYTES =
            Set.of(Object.class, Objects.class, String.class, CharSequence.class, Arrays.class, ByteBuffer.class);
    private static final Set<String> COMPARISONS = Set.of(
            "equals", "equalsIgnoreCase", "contentEquals", "compareTo", "compareToIgnoreCase", "compare", "mismatch");

    private static final Set<String> WORDS_OF_NOTHING =
            Set.of("Impl", "Abstract", "Base", "Utils", "Util", "Helper", "Manager", "Default");

    List<Law> all() {
        List<Law> laws = new ArrayList<>();
        arrows().forEach((module, seen) -> laws.add(new Law("arrows of " + module, sees(module, seen))));
        laws.add(new Law("an outsider's part sees the API alone", outsidersSeeTheApi()));
        laws.add(new Law("deflate is a stranger to the codec", deflateIsAStranger()));
        laws.add(new Law("the codec has no input, output, thread, clock or log", codecIsSansIo()));
        laws.add(new Law("Guice stays in its package", only("com.google.inject..", "runtime.wiring..")));
        laws.add(new Law(
                "Typesafe Config stays in its package",
                only("com.typesafe..", "runtime.config..", "runtime.wiring..")));
        laws.add(new Law("the wiring hands on a Config and reads none", wiringHandsOn()));
        laws.add(new Law("direct memory comes from the loop", directMemory()));
        laws.add(new Law("only the runtime logs", logging()));
        laws.add(new Law("nothing is drawn from a guessable source", randomness()));
        laws.add(new Law("secrets are compared in constant time", secrets()));
        laws.add(new Law("names say something", names()));
        return laws;
    }

    /** What each module may see beside the JDK, its own packages and jspecify. */
    private Map<String, List<String>> arrows() {
        String api = root;
        String spi = root + ".spi";
        Map<String, List<String>> arrows = new LinkedHashMap<>();
        arrows.put("api", List.of(api, spi));
        arrows.put("codec", List.of(api, spi));
        arrows.put("transport.nio", List.of(api, spi));
        arrows.put("transport.netty", List.of(api, spi, "io.netty.."));
        arrows.put("heartbeat", List.of(api, spi));
        arrows.put("reconnect", List.of(api, spi));
        arrows.put("broadcast", List.of(api, spi));
        arrows.put("auth", List.of(api, spi, "javax.crypto..", "javax.security.auth.x500"));
        arrows.put("broadcast.redis", List.of(api, spi, root + ".broadcast", root + ".broadcast.spi", "io.lettuce.."));
        arrows.put(
                "broadcast.testkit",
                List.of(
                        api,
                        spi,
                        root + ".broadcast",
                        root + ".broadcast.spi",
                        root + ".testkit",
                        "org.junit.jupiter..",
                        "org.assertj..",
                        "org.opentest4j.."));
        arrows.put("testkit", List.of(api, spi, "org.junit.jupiter..", "org.assertj..", "org.opentest4j.."));
        arrows.put(
                "runtime",
                List.of(
                        api,
                        spi,
                        root + ".codec..",
                        "com.google.inject..",
                        "jakarta.inject..",
                        "com.typesafe..",
                        "jdk.jfr",
                        "java.lang.management",
                        "javax.management..",
                        "com.sun.management"));
        return arrows;
    }

    private ArchRule sees(String module, List<String> seen) {
        List<String> own = switch (module) {
            case "api" -> List.of(root, root + ".spi");
            // Its backplanes and test kit are modules of their own.
            case "broadcast" -> List.of(root + ".broadcast", root + ".broadcast.spi", root + ".broadcast.local");
            default -> List.of(root + "." + module + "..");
        };
        List<String> allowed = new ArrayList<>(List.of("java..", "javax.net..", "org.jspecify.annotations"));
        allowed.addAll(own);
        allowed.addAll(seen);
        return classes()
                .that()
                .resideInAnyPackage(own.toArray(String[]::new))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new));
    }

    /** What is laid out as an outsider would do it needs nothing that an outsider does not have. */
    private ArchRule outsidersSeeTheApi() {
        return classes()
                .that()
                .resideInAPackage(outsiders + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify.annotations", root, root + ".spi", outsiders + "..");
    }

    private ArchRule deflateIsAStranger() {
        String deflate = root + ".codec.deflate..";
        DescribedPredicate<JavaClass> restOfCodec =
                resideInAnyPackage(root + ".codec..").and(not(resideInAnyPackage(deflate)));
        return noClasses().that().resideInAPackage(deflate).should().dependOnClassesThat(restOfCodec);
    }

    private ArchRule codecIsSansIo() {
        DescribedPredicate<JavaClass> world = resideInAnyPackage(
                        "java.nio.channels..", "java.util.concurrent..", "java.util.logging..", "org.slf4j..")
                .or(belongToAnyOf(System.Logger.class, Thread.class, Clock.class, InstantSource.class))
                .as("channels, threads, clocks or loggers");
        return noClasses()
                .that()
                .resideInAPackage(root + ".codec..")
                .should()
                .dependOnClassesThat(world)
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethodWhere(calls("now on a type of java.time", "java.time", "now"));
    }

    private ArchRule wiringHandsOn() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".runtime.wiring..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.typesafe..")
                        .and(not(simpleName("Config")))
                        .as("classes of Typesafe Config but Config"));
    }

    private ArchRule only(String library, String... homes) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(
                        Stream.of(homes).map(home -> root + "." + home).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private ArchRule directMemory() {
        return noClasses()
                .that(resideInAnyPackage(root + "..")
                        .and(not(resideInAnyPackage(root + ".transport..", root + ".testkit..")))
                        .and(not(simpleName("LoopBuffers")))
                        .as("classes that are neither LoopBuffers nor of a transport or the test kit"))
                .should()
                .callMethod(ByteBuffer.class, "allocateDirect", int.class);
    }

    private ArchRule logging() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(root + ".runtime..")
                .should()
                .dependOnClassesThat(belongToAnyOf(System.Logger.class)
                        .or(resideInAnyPackage("java.util.logging..", "org.slf4j..", "ch.qos.logback..")));
    }

    /** Masks and ids must not be foretold (RFC 6455, 10.3). */
    private ArchRule randomness() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are java.util.Random itself", type -> type.isEquivalentTo(Random.class)))
                .orShould()
                .callMethod(Math.class, "random");
    }

    /** What tells equal from unequal sooner for a worse guess helps to guess; {@link MessageDigest#isEqual} does not. */
    private ArchRule secrets() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".auth..")
                .and(DescribedPredicate.describe(
                        "handle secrets",
                        type -> SECRET.contains(outermost(type).getSimpleName())))
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "a comparison that ends at the first difference",
                        call -> COMPARISONS.contains(call.getName())
                                && BYTES.stream().anyMatch(call.getTargetOwner()::isEquivalentTo)));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Laws::outermost).orElse(type);
    }

    private ArchRule names() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .haveSimpleNameStartingWith("Abstract")
                .orShould()
                .haveSimpleNameStartingWith("Default")
                .orShould(have(DescribedPredicate.describe(
                        "a name that ends in a word of nothing",
                        type -> WORDS_OF_NOTHING.stream().anyMatch(type.getSimpleName()::endsWith))));
    }

    private static DescribedPredicate<JavaMethodCall> calls(String what, String ownersPackage, String method) {
        return DescribedPredicate.describe(
                what,
                call -> call.getTargetOwner().getPackageName().equals(ownersPackage)
                        && call.getName().equals(method));
    }
}
