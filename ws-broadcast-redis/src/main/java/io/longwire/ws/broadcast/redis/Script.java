package io.longwire.ws.broadcast.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What Redis does in one step. The arguments stand at the head of each script. */
enum Script {
    PUBLISH("position", "publish"),
    RECOVER("position", "recover"),
    NEWEST("position", "newest"),
    STAND("position", "stand"),
    JOIN("now", "join"),
    BEAT("now", "beat"),
    LEAVE("now", "leave"),
    NODES("now", "nodes"),
    PURGE("purge");

    private final String text;
    private final String sha;

    Script(String... parts) {
        text = String.join("\n", List.of(parts).stream().map(Script::read).toList());
        sha = sha1(text);
    }

    /** Leaves it with Redis, so that no publication has to wait for that, and be overtaken by others meanwhile. */
    CompletionStage<String> load(RedisAsyncCommands<byte[], byte[]> redis) {
        return redis.scriptLoad(text);
    }

    /** Runs it by its SHA-1, or by its text when Redis does not know it any more. */
    CompletionStage<List<Object>> run(RedisAsyncCommands<byte[], byte[]> redis, byte[][] keys, byte[]... values) {
        CompletionStage<List<Object>> known = redis.evalsha(sha, ScriptOutputType.MULTI, keys, values);
        return known.handle((answer, failure) -> failure == null
                        ? CompletableFuture.completedStage(answer)
                        : failure instanceof RedisNoScriptException
                                ? redis.<List<Object>>eval(text, ScriptOutputType.MULTI, keys, values)
                                : CompletableFuture.<List<Object>>failedStage(failure))
                .thenCompose(stage -> stage);
    }

    private static String read(String part) {
        try (InputStream file = Script.class.getResourceAsStream(part + ".lua")) {
            return new String(Objects.requireNonNull(file, part).readAllBytes(), UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
