package io.longwire.ws.codec;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads {@code vectors.txt}. */
public final class Vectors {
    private static final long KIB = 1024;
    /** What holds until an {@code @} line says otherwise. */
    private static final Vector.Setup USUAL =
            new Vector.Setup(new Limits(64 * KIB * KIB, 64 * KIB * KIB, 4096, 100), false);

    private Vectors() {}

    /** All of them; a line for both roles gives two. */
    public static List<Vector> all() {
        List<Vector> vectors = new ArrayList<>();
        Vector.Setup setup = USUAL;
        int number = 0;
        for (String line : lines()) {
            number++;
            String row = line.strip();
            try {
                if (row.startsWith("@")) {
                    setup = setup(row.substring(1));
                } else if (!row.isEmpty() && !row.startsWith("//")) {
                    vectors.addAll(vectors(row.split(" *\\| *", -1), setup));
                }
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("vectors.txt, line " + number + ": " + row, e);
            }
        }
        return vectors;
    }

    private static List<String> lines() {
        InputStream file = Vectors.class.getResourceAsStream("/vectors.txt");
        if (file == null) {
            throw new IllegalStateException("vectors.txt is not on the class path");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Vector.Setup setup(String row) {
        long frame = USUAL.limits().frame();
        long message = USUAL.limits().message();
        int fragments = USUAL.limits().fragments();
        int ratio = USUAL.limits().inflateRatio();
        boolean extended = false;
        for (String word : row.strip().split(" +")) {
            String value = word.substring(word.indexOf('=') + 1);
            switch (word.substring(0, word.length() - value.length())) {
                case "frame=" -> frame = size(value);
                case "message=" -> message = size(value);
                case "fragments=" -> fragments = Integer.parseInt(value);
                case "ratio=" -> ratio = Integer.parseInt(value);
                case "extension=" -> extended = value.equals("run-length");
                default -> {
                    if (!word.equals("usual")) {
                        throw new IllegalArgumentException(word);
                    }
                }
            }
        }
        return new Vector.Setup(new Limits(frame, message, fragments, ratio), extended);
    }

    private static long size(String value) {
        return value.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(value);
    }

    private static List<Vector> vectors(String[] row, Vector.Setup setup) {
        if (row.length != 4) {
            throw new IllegalArgumentException("not four fields");
        }
        List<Vector> vectors = new ArrayList<>();
        for (Role role : Role.values()) {
            if (row[1].equals("both") || row[1].equals(role.name().toLowerCase(Locale.ROOT))) {
                byte[] bytes = VectorSyntax.bytes(row[2], role);
                vectors.add(new Vector(row[0], role, setup, bytes, VectorSyntax.events(row[3])));
            }
        }
        if (vectors.isEmpty()) {
            throw new IllegalArgumentException("no role " + row[1]);
        }
        return vectors;
    }
}
