package io.longwire.ws.conformance.rows;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Takes in all that a socket gives, on a thread of its own, so that a peer that sends much is never stuck; and how it ended. */
final class Ears extends InputStream {
    /** Far more than anything takes, so that a row fails instead of hanging. */
    static final int DEADLINE_MILLIS = 30_000;

    private static volatile int patience = DEADLINE_MILLIS;

    enum End {
        FIN,
        RESET
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private byte[] heard = new byte[1024];
    private int length;
    private int at;
    private End end;
    private boolean shut;

    static int patienceMillis() {
        return patience;
    }

    /** For tests of the harness, in which what is waited for never happens. */
    static void patienceMillis(int millis) {
        patience = millis;
    }

    /** Begins to listen. */
    void open(InputStream in) {
        Thread listener = new Thread(() -> listen(in), "row-peer");
        listener.setDaemon(true);
        listener.start();
    }

    private void listen(InputStream in) {
        byte[] buffer = new byte[16 * 1024];
        End how = End.FIN;
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                add(buffer, count);
            }
        } catch (IOException reset) {
            how = End.RESET;
        }
        lock.lock();
        try {
            end = how;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void add(byte[] buffer, int count) {
        lock.lock();
        try {
            if (length + count > heard.length) {
                heard = Arrays.copyOf(heard, Math.max(2 * heard.length, length + count));
            }
            System.arraycopy(buffer, 0, heard, length, count);
            length += count;
            news.signalAll();
            while (shut) {
                news.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The next byte that was heard, as soon as there is one; -1 when the other side has ended, in whatever way. */
    @Override
    public int read() {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(patience);
            while (at == length && end == null) {
                if (left <= 0) {
                    throw new AssertionError("nothing more was heard, nor the end");
                }
                left = news.awaitNanos(left);
            }
            return at < length ? heard[at++] & 0xff : -1;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read(byte[] into, int from, int count) {
        int first = count == 0 ? -1 : read();
        if (first < 0) {
            return count == 0 ? 0 : -1;
        }
        into[from] = (byte) first;
        lock.lock();
        try {
            int more = Math.min(count - 1, length - at);
            System.arraycopy(heard, at, into, from + 1, more);
            at += more;
            return 1 + more;
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing more is taken in, after what comes next. */
    void shut(boolean now) {
        lock.lock();
        try {
            shut = now;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How much was heard and not read. */
    @Override
    public int available() {
        lock.lock();
        try {
            return length - at;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the end. */
    End awaitEnd() {
        byte[] rest = new byte[16 * 1024];
        while (read(rest, 0, rest.length) >= 0) {
            // what was heard is kept
        }
        return end;
    }

    /** All that was heard so far. */
    byte[] heard() {
        lock.lock();
        try {
            return Arrays.copyOf(heard, length);
        } finally {
            lock.unlock();
        }
    }

    /** The end, if it was heard; else null. */
    End ended() {
        lock.lock();
        try {
            return end;
        } finally {
            lock.unlock();
        }
    }
}
