package io.longwire.ws.testkit;

import io.longwire.ws.spi.PluginProvider;
import io.longwire.ws.spi.Settings;

/** What a plug-in's own test says for {@link PluginContract}. */
public interface PluginUnderTest {
    /** Makes the provider, with its public constructor as {@link java.util.ServiceLoader} would. */
    PluginProvider provider();

    /** The settings to test it with: those of its {@code reference.conf}, or another test for other ones. */
    default Settings settings() {
        return new MapSettings().with("enabled", true);
    }

    /** Adds what the plug-in looks for besides: other subtrees of {@code ws}, and services of plug-ins that come before it. */
    default void prepare(FakePluginContext context) {}
}
