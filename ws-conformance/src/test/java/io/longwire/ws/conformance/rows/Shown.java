package io.longwire.ws.conformance.rows;

import io.longwire.ws.conformance.structure.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Tests elsewhere that show a row: a class by its simple name, and methods of it. */
record Shown(String test, List<String> methods) {
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

    private static boolean declares(String source, String method) {
        return Pattern.compile("@\\w*(Test|Factory|Transport)\\b[^;{}]*?\\b(void|>) " + method + "\\(")
                .matcher(source)
                .find();
    }

    @Override
    public String toString() {
        return test;
    }
}
