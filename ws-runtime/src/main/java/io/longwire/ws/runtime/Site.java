package io.longwire.ws.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is served for GET and HEAD beside the endpoints: files of the class path and small documents. */
final class Site {
    /** A response. Its body is never changed. */
    @SuppressWarnings("ArrayRecordComponent")
    record Content(int status, String type, byte[] body) {}

    /** Something that answers some paths. */
    interface Part {
        Optional<Content> find(String path);
    }

    private final List<Part> parts;

    Site(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** The content at a decoded path. */
    Optional<Content> find(String path) {
        for (Part part : parts) {
            Optional<Content> content = part.find(path);
            if (content.isPresent()) {
                return content;
            }
        }
        return Optional.empty();
    }

    static Part document(String path, Supplier<Content> body) {
        return asked -> asked.equals(path) ? Optional.of(body.get()) : Optional.empty();
    }

    /** The files of a class path folder. They are read once and kept. */
    static final class Folder implements Part {
        private static final Map<String, String> TYPES = Map.ofEntries(
                Map.entry("html", "text/html; charset=utf-8"),
                Map.entry("css", "text/css; charset=utf-8"),
                Map.entry("js", "text/javascript; charset=utf-8"),
                Map.entry("mjs", "text/javascript; charset=utf-8"),
                Map.entry("json", "application/json"),
                Map.entry("txt", "text/plain; charset=utf-8"),
                Map.entry("svg", "image/svg+xml"),
                Map.entry("png", "image/png"),
                Map.entry("jpg", "image/jpeg"),
                Map.entry("webp", "image/webp"),
                Map.entry("ico", "image/x-icon"),
                Map.entry("woff2", "font/woff2"),
                Map.entry("wasm", "application/wasm"));

        private final String path;
        private final ClassLoader loader;
        private final String folder;
        private final Map<String, Content> known = new ConcurrentHashMap<>();

        Folder(String path, ClassLoader loader, String folder) {
            this.path = path.endsWith("/") ? path : path + "/";
            this.loader = loader;
            this.folder = folder.endsWith("/") ? folder : folder + "/";
        }

        @Override
        public Optional<Content> find(String asked) {
            if (!asked.startsWith(path) || asked.contains("..")) {
                return Optional.empty();
            }
            String name = asked.substring(path.length());
            String file = name.isEmpty() || name.endsWith("/") ? name + "index.html" : name;
            Content content = known.get(file);
            if (content == null) {
                content = read(file);
                if (content != null) {
                    known.put(file, content);
                }
            }
            return Optional.ofNullable(content);
        }

        private @Nullable Content read(String file) {
            int dot = file.lastIndexOf('.');
            String type = dot < 0 ? null : TYPES.get(file.substring(dot + 1));
            if (type == null) {
                return null; // only kinds of files that a page is made of are served, never a class
            }
            try (InputStream in = loader.getResourceAsStream(folder + file)) {
                return in == null ? null : new Content(200, type, in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
