package io.longwire.ws.testkit;

import org.junit.jupiter.api.Timeout;

/**
 * The tests that every plug-in passes, one for each promise of {@link io.longwire.ws.spi.PluginProvider}, {@link
 * io.longwire.ws.spi.Plugin} and {@link io.longwire.ws.spi.ConnectionWatcher}. A plug-in's own test implements this interface:
 *
 * <pre>{@code
 * class MyPluginTest implements PluginContract {
 *     public PluginProvider provider() {
 *         return new MyPluginProvider();
 *     }
 *
 *     public Settings settings() {
 *         return new MapSettings().with("enabled", true).with("interval", Duration.ofSeconds(25));
 *     }
 * }
 * }</pre>
 *
 * <p>The plug-in lives through what an engine does to it, on two manual loops. In every test a task that throws on a loop fails
 * the test. What comes at random comes from fixed seeds.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface PluginContract extends ProviderLaws, WatcherLaws, ClosingLaws {}
