package io.longwire.ws.examples.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The vectors that the codec is tested with: of these the ones for a server that need no settings of their own, since those of
 * somebody else's server are not known.
 */
final class VectorFile {
    private static final Pattern HEADING = Pattern.compile("// (.+?) \\((RFC .+)\\)");
    private static final Pattern EXAMPLES = Pattern.compile("// The examples of (RFC .+)");

    private VectorFile() {}

    static List<Vector> read() throws IOException {
        List<Vector> vectors = new ArrayList<>();
        String section = "RFC 6455, 5.6";
        boolean usual = true;
        for (String line : lines()) {
            if (line.startsWith("@")) {
                usual = line.equals("@ usual");
            } else if (line.startsWith("//")) {
                section = section(line, section);
            } else if (usual && !line.isBlank()) {
                String[] row = line.split(" *\\| *", -1);
                if (!row[1].equals("client")) {
                    vectors.add(Vector.of(row[0], section, row[2], row[3]));
                }
            }
        }
        return vectors;
    }

    private static String section(String line, String before) {
        Matcher heading = HEADING.matcher(line);
        Matcher examples = EXAMPLES.matcher(line);
        if (heading.matches()) {
            return heading.group(2);
        }
        if (examples.matches()) {
            return examples.group(1);
        }
        return line.startsWith("// Whole messages") ? "RFC 6455, 5.6" : before;
    }

    private static List<String> lines() throws IOException {
        InputStream file = Objects.requireNonNull(VectorFile.class.getResourceAsStream("vectors.txt"), "vectors.txt");
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
