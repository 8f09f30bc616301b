package io.longwire.ws.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.Closed;
import io.longwire.ws.spi.ConnectionWatcher;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The part of {@link PluginContract} that is about connections: {@link ConnectionWatcher}. */
public interface WatcherLaws extends PluginUnderTest {
    /** Each ending of a connection is survived, right after its opening or after a life, and others go on. */
    @Test
    default void connectionsEndInAnyWay() {
        try (PluginLab lab = new PluginLab(this)) {
            lab.plugin.started();
            PluginLab.Connection stays = lab.connect();
            for (Closed how : PluginLab.ENDS) {
                lab.end(lab.connect(), how);
                PluginLab.Connection lived = lab.connect();
                for (int i = 0; i < 20; i++) {
                    lab.live(lived);
                }
                lab.end(lived, how);
                lab.live(stays);
            }
            lab.clock.advance(Duration.ofDays(1));
        }
    }

    /** A watcher takes its calls in every order that an engine has for them, many connections at once. */
    @Test
    default void watchersTakeEveryOrderOfCalls() {
        for (long seed = 0; seed < 10; seed++) {
            try (PluginLab lab = new PluginLab(this, provider(), seed)) {
                lab.plugin.started();
                PluginLab.Connection[] connections = new PluginLab.Connection[12];
                for (int i = 0; i < 400; i++) {
                    int which = i % connections.length;
                    PluginLab.Connection connection = connections[which];
                    if (connection == null) {
                        connections[which] = lab.connect();
                    } else if (i % 31 == 0) {
                        lab.end(connection, PluginLab.ENDS.get(i % PluginLab.ENDS.size()));
                        connections[which] = null;
                    } else {
                        lab.live(connection);
                    }
                }
            }
        }
    }

    /** A connection that has ended is let alone: nothing is done with it any more. */
    @Test
    default void nothingIsDoneWithAConnectionThatHasEnded() {
        try (PluginLab lab = new PluginLab(this)) {
            lab.plugin.started();
            PluginLab.Connection stays = lab.connect();
            PluginLab.Connection gone = lab.connect();
            lab.live(gone);
            lab.end(gone, PluginLab.ENDS.get(0));
            gone.socket().takeActions();
            for (int i = 0; i < 50; i++) {
                lab.live(stays);
            }
            lab.clock.advance(Duration.ofDays(1));
            assertThat(gone.socket().actions()).isEmpty();
        }
    }
}
