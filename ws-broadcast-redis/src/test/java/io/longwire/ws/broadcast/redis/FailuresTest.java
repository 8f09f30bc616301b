package io.longwire.ws.broadcast.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.longwire.ws.broadcast.BackplaneAway;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each answer of Redis means. */
class FailuresTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOADING Redis is loading the dataset in memory",
                "BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.",
                "READONLY You can't write against a read only replica.",
                "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
                "CLUSTERDOWN The cluster is down",
                "MOVED 3999 127.0.0.1:6381",
                "OOM command not allowed when used memory > 'maxmemory'.",
                "ERR Error running script (call to f_0): @user_script:1: -OOM command not allowed when used memory > 'maxmemory'.",
                "MISCONF Errors writing to the AOF file: No space left on device",
                "NOREPLICAS Not enough good replicas to write.",
                "NOAUTH Authentication required.",
                "NOPERM this user has no permissions to run the 'evalsha' command"
            })
    void whatIsRefusedWasNotDone(String message) {
        assertThat(Failures.of(new RedisCommandExecutionException(message))).isInstanceOf(BackplaneAway.class);
    }

    @Test
    void theRestIsNotKnown() {
        var wrongType =
                new RedisCommandExecutionException("WRONGTYPE Operation against a key holding the wrong kind of value");
        var timeout = new RedisCommandTimeoutException("no answer");
        assertThat(Failures.of(wrongType)).isSameAs(wrongType);
        assertThat(Failures.of(new CompletionException(timeout))).isSameAs(timeout);
        assertThat(Failures.isTimeout(new CompletionException(timeout))).isTrue();
    }

    @Test
    void whatSomebodyHasToMendIsTriedSeldom() {
        assertThat(Failures.isLasting(new RedisConnectionException(
                        "Unable to connect", new RedisCommandExecutionException("WRONGPASS invalid password"))))
                .isTrue();
        assertThat(Failures.isLasting(new CompletionException(new SSLHandshakeException("expired"))))
                .isTrue();
        assertThat(Failures.isLasting(new RedisConnectionException("refused"))).isFalse();
    }

    @Test
    void aCommandThatRedisRepeatsIsNotToldOn() {
        var old = new RedisConnectionException(
                "Unable to connect",
                new RedisCommandExecutionException(
                        "ERR unknown command `HELLO`, with args beginning with: `3` `AUTH` `secret`"));
        assertThat(Failures.told(old))
                .hasMessageContaining("unknown command")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }
}
