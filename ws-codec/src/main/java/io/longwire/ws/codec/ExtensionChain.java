package io.longwire.ws.codec;

import io.longwire.ws.spi.Extension;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The extensions of a connection in one direction: the first rewrites what it is given, the next what came out of that.
 *
 * <p>RFC 6455, 9.1: outgoing messages pass through the extensions in the order of the server's answer, incoming ones the other
 * way round.
 */
final class ExtensionChain {
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    private final List<Extension> extensions;
    private final boolean encodes;
    private final Extension.Head head;
    private final Extension.Sink end;
    /** Where each extension but the last writes to; null when there is but one. */
    private final Extension.Sink @Nullable [] between;

    private ExtensionChain(List<Extension> extensions, boolean encodes, Extension.Head head, Extension.Sink end) {
        this.extensions = extensions;
        this.encodes = encodes;
        this.head = head;
        this.end = end;
        this.between = extensions.size() == 1 ? null : new Extension.Sink[extensions.size() - 1];
        if (between != null) {
            for (int i = 0; i < between.length; i++) {
                int next = i + 1;
                between[i] = chunk -> run(next, chunk, false);
            }
        }
    }

    static ExtensionChain decoding(List<Extension> extensions, Extension.Head head, Extension.Sink end) {
        return new ExtensionChain(extensions, false, head, end);
    }

    static ExtensionChain encoding(List<Extension> extensions, Extension.Head head, Extension.Sink end) {
        return new ExtensionChain(extensions, true, head, end);
    }

    /** Passes a chunk of a message through all of them. */
    void run(ByteBuffer chunk, boolean last) {
        run(0, chunk, last);
        if (last) {
            // What each extension held back goes through those that follow, and each learns in its turn that this was
            // all.
            for (int i = 1; i < extensions.size(); i++) {
                run(i, EMPTY, true);
            }
        }
    }

    private void run(int step, ByteBuffer chunk, boolean last) {
        Extension.Sink out = between == null || step == between.length ? end : between[step];
        if (encodes) {
            extensions.get(step).encode(head, chunk, last, out);
        } else {
            extensions.get(extensions.size() - 1 - step).decode(head, chunk, last, out);
        }
    }
}
