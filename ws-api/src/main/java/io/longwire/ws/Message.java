package io.longwire.ws;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A message that is prepared once and sent to many. Immutable, so any number of threads may send it to any number of
 * connections; what an engine derives from it (an encoded frame, a compressed one) is made once and shared.
 */
public final class Message {
    private final MessageKind kind;
    private final ByteBuffer payload;
    private final @Nullable Object conflationKey;
    private final boolean sensitive;
    private final Map<Object, Object> derived;

    private Message(
            MessageKind kind,
            ByteBuffer payload,
            @Nullable Object conflationKey,
            boolean sensitive,
            Map<Object, Object> derived) {
        this.kind = kind;
        this.payload = payload;
        this.conflationKey = conflationKey;
        this.sensitive = sensitive;
        this.derived = derived;
    }

    private static Message of(MessageKind kind, ByteBuffer payload) {
        return new Message(kind, payload, null, false, new ConcurrentHashMap<>(2));
    }

    /**
     * A text message.
     *
     * @throws IllegalArgumentException when the text holds an unpaired surrogate
     */
    public static Message text(CharSequence text) {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return of(MessageKind.TEXT, utf8.asReadOnlyBuffer());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the text holds an unpaired surrogate", e);
        }
    }

    /**
     * A text message from bytes, which are copied.
     *
     * @throws IllegalArgumentException when the bytes are not well-formed UTF-8
     */
    public static Message utf8(ByteBuffer utf8) {
        ByteBuffer copy = copy(utf8);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(copy.duplicate());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the bytes are not well-formed UTF-8", e);
        }
        return of(MessageKind.TEXT, copy);
    }

    /** A binary message from bytes, which are copied. */
    public static Message binary(ByteBuffer data) {
        return of(MessageKind.BINARY, copy(data));
    }

    /**
     * The same message with a conflation key: where the overflow policy is to conflate, a newer message of an equal key
     * takes the place of an older one that still waits.
     */
    public Message conflatedBy(Object key) {
        return new Message(kind, payload, Objects.requireNonNull(key, "key"), sensitive, derived);
    }

    /**
     * The same message, which is sent as it is where compression was agreed (RFC 7692, 6). Who sees the length of a compressed
     * message that holds a secret beside text of their choice can guess the secret bit by bit; that of this one tells the length
     * alone, and later messages are not compressed against it either.
     */
    public Message sensitive() {
        return new Message(kind, payload, conflationKey, true, new ConcurrentHashMap<>(2));
    }

    /** Text or binary. */
    public MessageKind kind() {
        return kind;
    }

    /** The payload, read-only; each call gives a buffer with a position of its own. */
    public ByteBuffer payload() {
        return payload.duplicate();
    }

    /** The size of the payload in bytes. */
    public int size() {
        return payload.remaining();
    }

    /** What {@link #conflatedBy} set. */
    public Optional<Object> conflationKey() {
        return Optional.ofNullable(conflationKey);
    }

    /** Whether {@link #sensitive} was asked for. */
    public boolean isSensitive() {
        return sensitive;
    }

    /**
     * For engines: what follows from the payload for an equal key, made once for all connections that ask. The function
     * may run more than once when threads race; one result is kept.
     *
     * @param key says what is asked for, for example the parameters of a compression
     */
    @SuppressWarnings("unchecked")
    public <T> T derived(Object key, Function<? super Message, ? extends T> make) {
        Object known = derived.get(key);
        if (known == null) {
            Object made = make.apply(this);
            known = derived.putIfAbsent(key, made);
            known = known == null ? made : known;
        }
        return (T) known;
    }

    private static ByteBuffer copy(ByteBuffer data) {
        return ByteBuffer.allocate(data.remaining())
                .put(data.duplicate())
                .flip()
                .asReadOnlyBuffer();
    }

    @Override
    public String toString() {
        return "Message[" + kind + ", " + size() + " bytes]";
    }
}
