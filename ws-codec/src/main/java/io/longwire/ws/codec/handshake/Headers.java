package io.longwire.ws.codec.handshake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of a head in the order in which they came (RFC 9110, 5). Immutable. Names are compared without case; a value
 * is ISO-8859-1 without the whitespace around it. A look-up walks the list, so names that collide in a hash cost nothing.
 */
public final class Headers {
    private final String[] names;
    private final String[] values;

    Headers(List<String> names, List<String> values) {
        this.names = names.toArray(new String[0]);
        this.values = values.toArray(new String[0]);
    }

    /**
     * Headers from names and values in turn.
     *
     * @throws IllegalArgumentException when the number of strings is odd
     */
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("names and values come in pairs");
        }
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            names.add(namesAndValues[i]);
            values.add(namesAndValues[i + 1]);
        }
        return new Headers(names, values);
    }

    /** The number of header lines. */
    public int size() {
        return names.length;
    }

    /** Whether a comma list (RFC 9110, 5.6.1), over all headers of that name, has an element, in letters of either case. */
    public boolean hasElement(String name, String element) {
        return Syntax.containsIgnoreCase(Syntax.elements(all(name)), element);
    }

    /** The value of the first header of that name. */
    public Optional<String> first(String name) {
        return Optional.ofNullable(find(name));
    }

    /** The values of all headers of that name, in order. */
    public List<String> all(String name) {
        List<String> all = new ArrayList<>(1);
        for (int i = 0; i < names.length; i++) {
            if (names[i].equalsIgnoreCase(name)) {
                all.add(values[i]);
            }
        }
        return List.copyOf(all);
    }

    /** Whether a header of that name is there. */
    public boolean contains(String name) {
        return find(name) != null;
    }

    /** Whether a header is there whose name begins with these letters, in any case. */
    public boolean containsPrefix(String prefix) {
        for (String name : names) {
            if (name.regionMatches(true, 0, prefix, 0, prefix.length())) {
                return true;
            }
        }
        return false;
    }

    /** The names as they were sent, each once, in order; of two that differ in case alone, the first. */
    public Set<String> names() {
        Set<String> unique = new LinkedHashSet<>();
        for (int i = 0; i < names.length; i++) {
            if (firstIndex(names[i]) == i) {
                unique.add(names[i]);
            }
        }
        return Collections.unmodifiableSet(unique);
    }

    /** All headers by name in lower case. */
    public Map<String, List<String>> asMap() {
        Map<String, List<String>> map = new LinkedHashMap<>();
        for (String name : names()) {
            map.put(name.toLowerCase(Locale.ROOT), all(name));
        }
        return Collections.unmodifiableMap(map);
    }

    String name(int index) {
        return names[index];
    }

    String value(int index) {
        return values[index];
    }

    private @Nullable String find(String name) {
        int index = firstIndex(name);
        return index < 0 ? null : values[index];
    }

    private int firstIndex(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }
}
