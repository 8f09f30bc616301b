package io.longwire.ws.conformance.structure.broken.broadcast.redis;

import com.tngtech.archunit.core.domain.JavaClass;
import io.longwire.ws.conformance.structure.broken.codec.deflate.Inward;

/** Looks where this module may not look. */
final class Astray {
    JavaClass outside = Inward.outside();
}
