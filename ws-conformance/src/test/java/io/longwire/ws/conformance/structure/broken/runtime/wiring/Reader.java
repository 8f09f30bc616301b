package io.longwire.ws.conformance.structure.broken.runtime.wiring;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

/** Wiring that reads configuration itself. */
public final class Reader {
    private Reader() {}

    /** The configuration. */
    public static Config read() {
        return ConfigFactory.empty();
    }
}
