package io.longwire.ws.conformance.rows;

import io.longwire.ws.runtime.config.Configuration;
import io.longwire.ws.spi.Acceptor;
import io.longwire.ws.spi.Cancellable;
import io.longwire.ws.spi.Listener;
import io.longwire.ws.spi.Loop;
import io.longwire.ws.spi.Receiver;
import io.longwire.ws.spi.Settings;
import io.longwire.ws.spi.Transport;
import io.longwire.ws.spi.TransportProvider;
import io.longwire.ws.spi.Wire;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** A real transport with one loop whose time is a {@link Clock}; what its loop does is counted. */
final class ClockedTransport implements TransportProvider {
    private final String name;
    private final Clock clock;
    private final Work work = new Work();
    private ClockedLoop loop;

    ClockedTransport(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
    }

    Work work() {
        return work;
    }

    /** The one loop, once the transport was made. */
    ClockedLoop loop() {
        return loop;
    }

    @Override
    public String name() {
        return "clocked-" + name;
    }

    @Override
    public Transport create(Settings none) {
        TransportProvider real = ServiceLoader.load(TransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(name))
                .findAny()
                .orElseThrow();
        Settings settings = Configuration.load(Configuration.Source.NONE, Map.of("ws.transports." + name + ".loops", 1))
                .root()
                .at("transports")
                .at(name);
        Transport transport = real.create(settings);
        loop = new ClockedLoop(transport.loops().get(0), clock, work);
        return new Clocked(transport, loop);
    }

    private record Clocked(Transport real, ClockedLoop loop) implements Transport {
        @Override
        public List<Loop> loops() {
            return List.of(loop);
        }

        @Override
        public Listener listen(SocketAddress address, Acceptor acceptor) throws IOException {
            return real.listen(address, clocked(acceptor));
        }

        @Override
        public Cancellable connect(SocketAddress address, Acceptor acceptor) {
            return real.connect(address, clocked(acceptor));
        }

        @Override
        public void close() {
            real.close();
        }

        private Acceptor clocked(Acceptor acceptor) {
            return new Acceptor() {
                @Override
                public Receiver accept(Wire wire) {
                    loop.work().turn();
                    Receiver receiver = acceptor.accept(new ClockedWire(wire, loop));
                    loop.work().accept();
                    return loop.work().counted(receiver);
                }

                @Override
                public void failed(IOException cause) {
                    acceptor.failed(cause);
                }
            };
        }
    }
}
