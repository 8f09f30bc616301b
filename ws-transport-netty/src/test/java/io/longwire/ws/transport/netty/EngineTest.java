package io.longwire.ws.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longwire.ws.StartFailed;
import java.io.FileNotFoundException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineTest {
    @Test
    void autoTakesTheBestThatIsThereAndNeverIoUring() {
        Engine expected = Engine.EPOLL.absence() == null
                ? Engine.EPOLL
                : Engine.KQUEUE.absence() == null ? Engine.KQUEUE : Engine.NIO;
        assertThat(Engine.named("auto")).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void anEngineIsTakenByNameOrRefusedWithTheCause(Engine engine) {
        String word = engine.name().toLowerCase(Locale.ROOT);
        assertThat(Engine.WORDS).contains(word);
        Throwable absence = engine.absence();
        if (absence == null) {
            assertThat(Engine.named(word)).isEqualTo(engine);
        } else {
            assertThatThrownBy(() -> Engine.named(word))
                    .isInstanceOf(StartFailed.class)
                    .hasMessageStartingWith("ws.transports.netty.engine = " + word)
                    .hasCause(absence);
        }
    }

    @Test
    void anEngineOfAnotherSystemIsNamedWithThatOfThisOne() {
        assertThat(Engine.KQUEUE.cure(new UnsatisfiedLinkError(), "Linux", "amd64"))
                .isEqualTo("ws.transports.netty.engine = kqueue does not exist on Linux: choose auto, epoll or nio");
        assertThat(Engine.EPOLL.cure(new UnsatisfiedLinkError(), "Mac OS X", "aarch64"))
                .isEqualTo("ws.transports.netty.engine = epoll does not exist on Mac OS X: choose auto, kqueue or nio");
        assertThat(Engine.IO_URING.cure(new UnsatisfiedLinkError(), "Windows 11", "amd64"))
                .isEqualTo("ws.transports.netty.engine = io_uring does not exist on Windows 11: choose auto or nio");
    }

    @Test
    void aMissingNativePartIsNamedWithItsClassifier() {
        Throwable missing = new ExceptionInInitializerError(new UnsatisfiedLinkError("no native library"));
        assertThat(Engine.EPOLL.cure(missing, "Linux", "amd64"))
                .isEqualTo("ws.transports.netty.engine = epoll needs its native part: add"
                        + " io.netty:netty-transport-native-epoll with the classifier linux-x86_64 (on the"
                        + " module path with --add-modules ALL-MODULE-PATH too), or choose auto");
        assertThat(Engine.IO_URING.cure(missing, "Linux", "aarch64")).contains("native-io_uring", "linux-aarch_64");
        assertThat(Engine.KQUEUE.cure(missing, "Mac OS X", "arm64")).contains("native-kqueue", "osx-aarch_64");
    }

    @Test
    void aNativePartOnTheModulePathThatNobodyAskedForIsNamedToo() {
        Throwable hidden = new UnsatisfiedLinkError("could not load a native library");
        hidden.initCause(new FileNotFoundException("META-INF/native/libnetty_transport_native_epoll_x86_64.so"));
        assertThat(Engine.EPOLL.cure(hidden, "Linux", "amd64"))
                .contains("needs its native part", "--add-modules ALL-MODULE-PATH");
    }

    @Test
    void whatTheSystemRefusesIsTold() {
        Throwable refusal = new RuntimeException("wrapped", new IllegalStateException("io_uring_setup: not permitted"));
        assertThat(Engine.IO_URING.cure(refusal, "Linux", "amd64"))
                .isEqualTo("ws.transports.netty.engine = io_uring is refused by this system"
                        + " (io_uring_setup: not permitted): choose auto or nio");
    }
}
