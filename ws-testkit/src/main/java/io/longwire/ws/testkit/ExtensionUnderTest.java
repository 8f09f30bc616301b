package io.longwire.ws.testkit;

import io.longwire.ws.spi.ExtensionProvider;
import io.longwire.ws.spi.Settings;

/** What an extension's own test says for {@link ExtensionContract}. */
public interface ExtensionUnderTest {
    /** Makes the provider, with its public constructor as {@link java.util.ServiceLoader} would. */
    ExtensionProvider provider();

    /** The settings to test it with: those of its {@code reference.conf}, or another test for other ones. */
    default Settings settings() {
        return new MapSettings().with("enabled", true);
    }
}
