package io.longwire.ws.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.Closed;
import io.longwire.ws.Handshake;
import io.longwire.ws.WebSocket;
import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.ConnectionRecord;
import io.longwire.ws.spi.ConnectionWatcher;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginContext;
import io.longwire.ws.spi.PluginProvider;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract passes a plug-in that keeps it, and finds each flaw of one that does not. */
class PluginContractTest {
    /** What can be wrong with a plug-in, and the law that finds it. */
    enum Flaw {
        A_NAME_THAT_IS_NO_KEY(PluginContract::theNameIsAKeyAndStaysTheSame),
        PROVIDES_WHAT_IT_DOES_NOT_DECLARE(PluginContract::theServicesDeclaredAreThoseProvided),
        STARTS_A_TIMER_AND_FORGETS_IT(PluginContract::onePluginMayBeClosedBeforeItWasStarted),
        FAILS_AT_A_HANDSHAKE(PluginContract::anyHandshakeIsAdmittedOrRejected),
        ONE_SERVICE_FOR_ALL_SERVERS(PluginContract::severalServersInOneJvmDoNotMeet),
        WATCHES_WITH_NULL(PluginContract::connectionsEndInAnyWay),
        TRIPS_OVER_AN_ENDING(PluginContract::connectionsEndInAnyWay),
        TRIPS_OVER_A_PONG(PluginContract::watchersTakeEveryOrderOfCalls),
        CHANGES_A_PONG(PluginContract::watchersTakeEveryOrderOfCalls),
        PINGS_THE_DEAD(PluginContract::nothingIsDoneWithAConnectionThatHasEnded),
        WORKS_ON_AFTER_CLOSE(PluginContract::noWorkIsDoneAfterClose);

        private final Law law;

        Flaw(Law law) {
            this.law = law;
        }
    }

    interface Law {
        void hold(PluginContract contract) throws Exception;
    }

    interface Service {}

    private static final Service FOR_ALL = new Service() {};

    record Pinging(Flaw flaw) implements PluginProvider {
        @Override
        public String name() {
            return flaw == Flaw.A_NAME_THAT_IS_NO_KEY ? "My Plug-in" : "pinging";
        }

        @Override
        public Set<Class<?>> services() {
            return flaw == Flaw.PROVIDES_WHAT_IT_DOES_NOT_DECLARE ? Set.of() : Set.of(Service.class);
        }

        @Override
        public Plugin create(PluginContext context) {
            context.provide(Service.class, flaw == Flaw.ONE_SERVICE_FOR_ALL_SERVERS ? FOR_ALL : new Service() {});
            if (flaw == Flaw.STARTS_A_TIMER_AND_FORGETS_IT) {
                context.loops().get(0).schedule(Duration.ofDays(2), () -> {});
            }
            return new Pings(flaw);
        }
    }

    record Pings(Flaw flaw) implements Plugin {
        @Override
        public CompletionStage<Void> admit(Handshake handshake) {
            if (flaw == Flaw.FAILS_AT_A_HANDSHAKE) {
                handshake.header("Authorization").orElseThrow();
            }
            return Plugin.super.admit(handshake);
        }

        @Override
        public ConnectionWatcher watch(WebSocket socket, Loop loop) {
            return flaw == Flaw.WATCHES_WITH_NULL ? null : new Watch(flaw, socket, loop);
        }
    }

    /** Pings every minute while the connection lives. */
    static final class Watch implements ConnectionWatcher {
        private final Flaw flaw;
        private final WebSocket socket;
        private final Loop loop;
        private Cancellable next;

        Watch(Flaw flaw, WebSocket socket, Loop loop) {
            this.flaw = flaw;
            this.socket = socket;
            this.loop = loop;
            again();
        }

        private void again() {
            next = loop.schedule(Duration.ofMinutes(1), () -> {
                if (flaw == Flaw.PINGS_THE_DEAD) {
                    socket.pause();
                } else {
                    socket.ping(ByteBuffer.allocate(0));
                }
                again();
            });
        }

        @Override
        public void onPong(ByteBuffer payload) {
            if (flaw == Flaw.TRIPS_OVER_A_PONG) {
                payload.getLong();
            } else if (flaw == Flaw.CHANGES_A_PONG && payload.hasRemaining()) {
                payload.put(0, (byte) ~payload.get(0));
            }
        }

        @Override
        public void onClose(Closed how, ConnectionRecord connection) {
            if (flaw == Flaw.TRIPS_OVER_AN_ENDING) {
                how.cause().getMessage();
            }
            if (flaw != Flaw.PINGS_THE_DEAD && flaw != Flaw.WORKS_ON_AFTER_CLOSE) {
                next.cancel();
            }
        }
    }

    @Nested
    class OneThatIsRight implements PluginContract {
        @Override
        public PluginProvider provider() {
            return new Pinging(null);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachFlawIsFound(Flaw flaw) {
        PluginContract contract = () -> new Pinging(flaw);
        assertThatThrownBy(() -> flaw.law.hold(contract)).isNotNull();
    }
}
