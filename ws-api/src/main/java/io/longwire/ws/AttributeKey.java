package io.longwire.ws;

import java.util.Objects;

/**
 * A typed key for what a plug-in or an application hangs on a connection. Keys are told apart by identity, so two parts
 * that choose the same name never meet.
 *
 * @param <T> the type of the value
 */
public final class AttributeKey<T> {
    private final String name;

    private AttributeKey(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    /** A new key; the name is for people. Keep it in a constant. */
    public static <T> AttributeKey<T> of(String name) {
        return new AttributeKey<>(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
