package io.longwire.ws.testkit;

import org.junit.jupiter.api.Timeout;

/**
 * The tests that every extension passes, one for each promise of {@link io.longwire.ws.spi.ExtensionProvider}, {@link
 * io.longwire.ws.spi.Agreement} and {@link io.longwire.ws.spi.Extension}. An extension's own test implements this interface:
 *
 * <pre>{@code
 * class MyExtensionTest implements ExtensionContract {
 *     public ExtensionProvider provider() {
 *         return new MyExtensionProvider();
 *     }
 * }
 * }</pre>
 *
 * <p>Client and server are both the extension under test. In every test, what is lent is overwritten when the call has
 * returned and lies among bytes that belong to nobody; sinks leave the position of what they are given where it was, or not;
 * and every reserved bit that is set has to be one that the provider owns. What comes at random comes from fixed seeds.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface ExtensionContract extends NegotiationLaws, RoundTripLaws, HostilePayloadLaws {}
