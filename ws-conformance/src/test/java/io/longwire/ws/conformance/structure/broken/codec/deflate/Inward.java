package io.longwire.ws.conformance.structure.broken.codec.deflate;

import com.tngtech.archunit.core.domain.JavaClass;
import io.longwire.ws.conformance.structure.broken.codec.World;

/** An extension that looks into the codec. */
public final class Inward {
    private Inward() {}

    public static JavaClass outside() {
        World.here();
        throw new IllegalStateException("never called");
    }
}
