package io.longwire.ws.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.StartFailed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FakePluginContextTest {
    private final MapSettings settings = new MapSettings()
            .with("enabled", true)
            .with("count", 3)
            .with("size", 64L)
            .with("interval", Duration.ofSeconds(25))
            .with("idle", null)
            .with("mode", "fast")
            .with("names", List.of("a", "b"))
            .with("inner", new MapSettings().with("deep", 0.5));

    @Test
    void settingsGiveWhatTheyWereGiven() {
        assertThat(settings.flag("enabled")).isTrue();
        assertThat(settings.number("count", 1, 3)).isEqualTo(3);
        assertThat(settings.bytes("size", 64, 64)).isEqualTo(64);
        assertThat(settings.optionalDuration("interval", Duration.ZERO, Duration.ofDays(1)))
                .contains(Duration.ofSeconds(25));
        assertThat(settings.optionalDuration("idle", Duration.ZERO, Duration.ofDays(1)))
                .isEmpty();
        assertThat(settings.oneOf("mode", List.of("slow", "fast"))).isEqualTo("fast");
        assertThat(settings.texts("names")).containsExactly("a", "b");
        assertThat(settings.at("inner").decimal("deep", 0, 1)).isEqualTo(0.5);
    }

    @Test
    void settingsRefuseWhatTheRealOnesRefuse() {
        assertThatThrownBy(() -> settings.flag("absent")).isInstanceOf(StartFailed.class);
        assertThatThrownBy(() -> settings.flag("count")).isInstanceOf(StartFailed.class);
        assertThatThrownBy(() -> settings.number("count", 4, 5)).isInstanceOf(StartFailed.class);
        assertThatThrownBy(() -> settings.number("count", 1, 2)).isInstanceOf(StartFailed.class);
        assertThatThrownBy(() -> settings.duration("idle", Duration.ZERO, Duration.ofDays(1)))
                .isInstanceOf(StartFailed.class);
        assertThatThrownBy(() -> settings.oneOf("mode", List.of("slow"))).isInstanceOf(StartFailed.class);
    }

    @Test
    void servicesAreProvidedOnce() {
        var context = new FakePluginContext(settings, new ManualLoop());
        context.provide(String.class, "service");
        assertThat(context.service(String.class)).contains("service");
        assertThat(context.service(Integer.class)).isEmpty();
        assertThatThrownBy(() -> context.provide(String.class, "again")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void meterKeepsCountsByNameAndLabels() {
        var meter = new RecordingMeter();
        meter.counter("sent", "kind", "text", "to", "all").add(2);
        meter.counter("sent", "kind", "text", "to", "all").add(3);
        meter.histogram("size").record(7);
        assertThat(meter.count("sent{kind=text,to=all}")).isEqualTo(5);
        meter.gauge("here", () -> 4, "who", "all");
        meter.total("gone", () -> 9);
        assertThat(meter.read("here{who=all}")).isEqualTo(4);
        assertThat(meter.read("gone")).isEqualTo(9);
        assertThat(meter.read("here")).isZero();
        assertThat(meter.count("sent")).isZero();
        assertThat(meter.recorded("size")).containsExactly(7L);
    }
}
