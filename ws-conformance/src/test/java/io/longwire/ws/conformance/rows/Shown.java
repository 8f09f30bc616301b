package io.longwire.ws.conformance.rows;

import io.longwire.ws.conformance.structure.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tests elsewhere that show a row: a class by its simple name, and methods of it. */
record Shown(String test, List<String> methods) {
    private static final Pattern TEST = Pattern.compile("@(\\w*Test|TestFactory|OnEach\\w+)\\b");

    /** Those that are not there. */
    List<String> missing() {
        List<Path> files = Repository.javaFiles().stream()
                .filter(file -> file.endsWith(test + ".java"))
                .toList();
        return methods.stream()
                .filter(method -> files.stream().noneMatch(file -> declares(Repository.read(file), method)))
                .map(method -> test + "." + method)
                .toList();
    }

    /** Whether there is such a method, with the annotation of a test between the blank line before and its name. */
    private static boolean declares(String source, String method) {
        Matcher found = Pattern.compile("\\n    (default )?(void|Stream<.*>) " + method + "\\(")
                .matcher(source);
        return found.find()
                && TEST.matcher(source.substring(source.lastIndexOf("\n\n", found.start()), found.start()))
                        .find();
    }

    @Override
    public String toString() {
        return test;
    }
}
