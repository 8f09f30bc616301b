package io.longwire.ws.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.longwire.ws.Handshake;
import io.longwire.ws.HandshakeRejected;
import io.longwire.ws.spi.Plugin;
import io.longwire.ws.spi.PluginProvider;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The part of {@link PluginContract} that is about its making and about {@link Plugin#admit}. */
public interface ProviderLaws extends PluginUnderTest {
    /** The name can stand in a configuration file and stays the same; nothing comes after itself. */
    @Test
    default void theNameIsAKeyAndStaysTheSame() {
        PluginProvider provider = provider();
        assertThat(provider.name())
                .matches("[a-z][a-z0-9-]*")
                .isEqualTo(provider().name());
        assertThat(provider.after()).doesNotContain(provider.name());
    }

    /** What is declared is provided when {@link PluginProvider#create} returns, and nothing else. */
    @Test
    default void theServicesDeclaredAreThoseProvided() {
        PluginProvider provider = provider();
        try (PluginLab lab = new PluginLab(this, provider, 1)) {
            assertThat(lab.context.provided().keySet()).isEqualTo(provider.services());
            lab.context
                    .provided()
                    .forEach((type, service) -> assertThat(service).isInstanceOf(type));
            assertThat(provider.services())
                    .as("the services, after create")
                    .isEqualTo(provider().services());
        }
    }

    /** One that was made and never started gives everything back. */
    @Test
    default void onePluginMayBeClosedBeforeItWasStarted() {
        PluginLab lab = new PluginLab(this);
        lab.shutDown();
        assertThat(lab.clock.timers()).as("timers that wait after close").isZero();
    }

    /** A handshake without anything, or with what a scanner sends, is admitted or rejected; nothing is thrown. */
    @Test
    default void anyHandshakeIsAdmittedOrRejected() {
        List<Handshake> handshakes = List.of(
                new FakeHandshake("/"),
                new FakeHandshake("/" + "x".repeat(4_000)).withQuery("a&&=b&%61=%zz&token="),
                new FakeHandshake("/").header("Authorization", "").header("Cookie", ";;=;"),
                new FakeHandshake("/").header("Authorization", "Bearer").header("Authorization", "Basic \u00ff"),
                new FakeHandshake("/").withSubprotocol("soap").overTls());
        try (PluginLab lab = new PluginLab(this)) {
            lab.plugin.started();
            for (Handshake handshake : handshakes) {
                lab.on(lab.loops.get(0), () -> {
                    CompletionStage<Void> stage = lab.plugin.admit(handshake);
                    assertThat(stage).as("what admit returned").isNotNull();
                    stage.exceptionally(failure -> {
                        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                        assertThat(cause).isInstanceOf(HandshakeRejected.class);
                        return null;
                    });
                });
            }
        }
    }

    /** The plug-ins of several servers in one JVM share a provider and nothing else: one ends, the other goes on. */
    @Test
    default void severalServersInOneJvmDoNotMeet() {
        PluginProvider provider = provider();
        try (PluginLab one = new PluginLab(this, provider, 1);
                PluginLab other = new PluginLab(this, provider, 2)) {
            assertThat(one.plugin).isNotSameAs(other.plugin);
            one.context
                    .provided()
                    .forEach((type, service) -> assertThat(service)
                            .as("the service %s of two servers", type.getName())
                            .isNotSameAs(other.context.provided().get(type)));
            one.plugin.started();
            other.plugin.started();
            PluginLab.Connection stays = other.connect();
            one.live(one.connect());
            one.shutDown();
            for (int i = 0; i < 50; i++) {
                other.live(stays);
                other.live(other.connect());
            }
        }
    }
}
