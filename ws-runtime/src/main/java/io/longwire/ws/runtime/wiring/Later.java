package io.longwire.ws.runtime.wiring;

import org.jspecify.annotations.Nullable;

/** Something that is bound before it is made. */
final class Later<T> {
    private final String what;
    private volatile @Nullable T value;

    Later(String what) {
        this.what = what;
    }

    T is(T made) {
        value = made;
        return made;
    }

    T get() {
        T made = value;
        if (made == null) {
            throw new IllegalStateException("the " + what + " is being made; inject a Provider and ask it later, for"
                    + " example when a connection opens");
        }
        return made;
    }
}
