package io.longwire.ws.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the tests of a class against a server, once for each transport. Every test has a server of its own, on a port that the
 * system chooses, and everything is closed after it:
 *
 * <pre>{@code
 * @WsTest(config = "ws.limits.message = 64 KiB")
 * class ChatTest {
 *     @WsRoutes
 *     static void routes(WebSocketServer.Builder server) {
 *         server.endpoint("/chat", Chat::new);
 *     }
 *
 *     @Test
 *     void whatOneSaysTheOtherHears(@Connect("/chat") TestClient one, @Connect("/chat") TestClient other) {
 *         one.sendText("hi");
 *         other.expectText("hi");
 *     }
 * }
 * }</pre>
 *
 * <p>Test methods may ask for {@link TestClient clients}, for the {@link io.longwire.ws.WebSocketServer}, and, in memory, for the
 * {@link ManualClock}. A connection that is still open when all clients have closed, or a thread that outlives the server, fails
 * the test. The engine and the transports are those on the class path or module path of the test.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ClassTemplate
@ExtendWith(WsTestRuns.class)
public @interface WsTest {
    /** Settings of the server, each as {@code key = value}, for example {@code ws.plugins.heartbeat.interval = 5 s}. */
    String[] config() default {};

    /** The names of the transports, for a run each. */
    String[] transports() default {"nio", "netty"};

    /** Whether there are no sockets and no time but what the test moves; then {@link #transports} does not count. */
    boolean inMemory() default false;
}
