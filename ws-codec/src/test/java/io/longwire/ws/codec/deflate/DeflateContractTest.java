package io.longwire.ws.codec.deflate;

import io.longwire.ws.spi.ExtensionProvider;
import io.longwire.ws.spi.Settings;
import io.longwire.ws.testkit.ExtensionContract;
import org.junit.jupiter.api.Nested;

/** permessage-deflate keeps what every extension promises. */
class DeflateContractTest {
    interface Deflate extends ExtensionContract {
        @Override
        default ExtensionProvider provider() {
            return new DeflateProvider();
        }

        @Override
        default Settings settings() {
            return MapSettings.of();
        }
    }

    @Nested
    class AsItComes implements Deflate {}

    @Nested
    class WithAllItsHistory implements Deflate {
        @Override
        public Settings settings() {
            return MapSettings.of("history", "full", "threshold", 0);
        }
    }

    @Nested
    class WithTheSmallestWindows implements Deflate {
        @Override
        public Settings settings() {
            return MapSettings.of("server-max-window-bits", 8, "client-max-window-bits", 8, "history", 32768);
        }
    }

    @Nested
    class WithoutTakeover implements Deflate {
        @Override
        public Settings settings() {
            return MapSettings.of("server-no-context-takeover", true, "client-no-context-takeover", true);
        }
    }
}
