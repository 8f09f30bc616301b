package io.longwire.ws.conformance.pages;

import io.longwire.ws.conformance.structure.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The files that a page of docs/ shows: a path in backquotes on a line of its own, and then a fenced block. */
record Page(String name, Map<String, String> files) {
    private static final Pattern FILE = Pattern.compile("(?m)^`([^`\\s]+)`\\n\\n```\\w*\\n(.*?)^```$", Pattern.DOTALL);

    static Page of(String name) {
        return parse(name, Repository.read(Repository.root().resolve("docs").resolve(name)));
    }

    static Page parse(String name, String markdown) {
        Map<String, String> files = new LinkedHashMap<>();
        FILE.matcher(markdown).results().forEach(block -> files.put(block.group(1), block.group(2)));
        return new Page(name, files);
    }

    String file(String path) {
        String content = files.get(path);
        if (content == null) {
            throw new AssertionError(name + " shows no " + path + ", but " + files.keySet());
        }
        return content;
    }

    /** Writes all files where a reader would. */
    Path writeTo(Path folder) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path place = folder.resolve(file.getKey());
            Files.createDirectories(place.getParent());
            Files.writeString(place, file.getValue());
        }
        return folder;
    }
}
