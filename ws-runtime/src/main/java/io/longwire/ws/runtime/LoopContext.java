package io.longwire.ws.runtime;

import io.longwire.ws.codec.MessageEncoder;
import io.longwire.ws.codec.Role;
import io.longwire.ws.runtime.tls.TlsBuffers;
import io.longwire.ws.spi.Loop;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What the engine keeps for each loop. Loop only. */
final class LoopContext {
    private static final int SCRATCH = 64 * 1024;
    private static final int KEYS = 4096;

    final Loop loop;
    final Counts counts;
    final Budget budget;
    final Traffic plain = new Traffic();
    final Traffic extended = new Traffic();
    final LoopBuffers buffers = new LoopBuffers();
    final Watch watch = new Watch();
    final QuietSweep quiet;
    final IntSupplier maskKeys = this::nextMaskKey;
    /** For sessions that are to come; each keeps those it began with. Set by any thread. */
    volatile SessionSettings settings;

    private final MessageEncoder server = new MessageEncoder(Role.SERVER, List.of(), 0, buffers, null);
    private final MessageEncoder client = new MessageEncoder(Role.CLIENT, List.of(), 0, buffers, maskKeys);
    private final List<Session> sessions = new ArrayList<>();
    private final Runnable flushDirty = this::flushDirty;
    private final SecureRandom random = new SecureRandom();
    private final byte[] keys = new byte[KEYS];
    private int nextKey = KEYS;
    private @Nullable TlsBuffers tls;
    private byte[] scratch = new byte[0];
    private List<Outbound> dirty = new ArrayList<>();
    private List<Outbound> flushing = new ArrayList<>();

    LoopContext(Loop loop, Counts counts, SessionSettings settings, Budget budget) {
        this.loop = loop;
        this.counts = counts;
        this.settings = settings;
        this.budget = budget;
        this.quiet = new QuietSweep(loop);
    }

    void add(Session session) {
        session.index = sessions.size();
        sessions.add(session);
    }

    void remove(Session session) {
        Session last = sessions.remove(sessions.size() - 1);
        if (last != session) {
            sessions.set(session.index, last);
            last.index = session.index;
        }
    }

    /** The open sessions of this loop, as they are now. */
    List<Session> sessions() {
        return List.copyOf(sessions);
    }

    /** Encodes for all connections without an extension. */
    MessageEncoder encoder(Role role) {
        return role == Role.SERVER ? server : client;
    }

    /** What TLS of this loop shares; made when it is first needed. */
    TlsBuffers tls() {
        TlsBuffers made = tls;
        if (made == null) {
            made = new TlsBuffers(buffers);
            tls = made;
        }
        return made;
    }

    /** An array to make Strings from, for one call at a time. */
    byte[] scratch(int size) {
        if (size > SCRATCH) {
            return new byte[size];
        }
        if (scratch.length < size) {
            scratch = new byte[SCRATCH];
        }
        return scratch;
    }

    /** Flushes this output at the end of the turn, once. */
    void flushAtTurnEnd(Outbound outbound) {
        if (dirty.isEmpty()) {
            loop.atTurnEnd(flushDirty);
        }
        dirty.add(outbound);
    }

    private void flushDirty() {
        while (!dirty.isEmpty()) {
            List<Outbound> now = dirty;
            dirty = flushing;
            flushing = now;
            for (int i = 0; i < now.size(); i++) {
                now.get(i).flushDirty();
            }
            now.clear();
        }
    }

    /** A masking key that nobody can predict (RFC 6455, 10.3). */
    private int nextMaskKey() {
        if (nextKey == KEYS) {
            random.nextBytes(keys);
            nextKey = 0;
        }
        int key = (keys[nextKey] & 0xff) << 24
                | (keys[nextKey + 1] & 0xff) << 16
                | (keys[nextKey + 2] & 0xff) << 8
                | (keys[nextKey + 3] & 0xff);
        nextKey += 4;
        return key;
    }
}
