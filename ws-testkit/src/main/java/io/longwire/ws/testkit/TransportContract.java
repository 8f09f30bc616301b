package io.longwire.ws.testkit;

import org.junit.jupiter.api.Timeout;

/**
 * The tests that every transport passes, one for each promise of {@link io.longwire.ws.spi.Transport}, {@link
 * io.longwire.ws.spi.Loop}, {@link io.longwire.ws.spi.Wire}, {@link io.longwire.ws.spi.Receiver}, {@link
 * io.longwire.ws.spi.Listener} and {@link io.longwire.ws.spi.Acceptor}. A transport's own test implements this interface:
 *
 * <pre>{@code
 * class MyTransportTest implements TransportContract {
 *     public Transport transport(int loops) throws Exception {
 *         return new MyTransport(loops);
 *     }
 *
 *     public SocketAddress anyAddress() {
 *         return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
 *     }
 * }
 * }</pre>
 *
 * <p>Both ends of each connection are wires of the transport under test. Beside what a test asks for, all callbacks of all
 * wires are watched in every test: each on its wire's loop; none before a method of the wire returned; {@code onBytes} only
 * while reading; {@code onWritable} only after bytes were left; {@code onEnd} at most once; {@code onClosed} exactly once by
 * the time the transport has closed, and nothing after it. No test sleeps; one that waits gives up after 20 s, and one
 * that a transport holds after 2 minutes.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface TransportContract extends LoopLaws, WireLaws, EndingLaws, ConnectionLaws {}
