package io.longwire.ws.runtime;

/**
 * Keeps what comes in and what goes out of a session in balance: the reasons for which the socket is not read, and the marks of
 * what is buffered. Loop only.
 */
final class Balance {
    /** Reasons not to read the socket; reading goes on when none is left. */
    static final int INBOUND_FULL = 1;

    static final int OUTPUT_HIGH = 2;
    static final int MESSAGE_RATE = 4;
    static final int AT_DOOR = 8;

    private final Session session;
    /** Only a server holds its peer back for its own output: if both ends did, each could wait for the other to read. */
    private final boolean pausing;

    private byte stops;
    private boolean high;
    private boolean ending;
    private long peak;
    private long accounted;
    private long turn;

    Balance(Session session, boolean pausing) {
        this.session = session;
        this.pausing = pausing;
    }

    void stopReading(int why) {
        if (ending) {
            return;
        }
        if (stops == 0) {
            session.readable(false);
        }
        if ((stops & why) == 0) {
            session.context().counts.stopped(why).add(1);
        }
        stops |= (byte) why;
    }

    /** The end has begun: its last frames must be seen, and no message is delivered or answered any more. */
    void readToTheEnd() {
        goOnReading(stops);
        ending = true;
    }

    void goOnReading(int why) {
        if (stops != 0) {
            stops &= (byte) ~why;
            if (stops == 0 && !session.hasEnded()) {
                session.readable(true);
            }
        }
    }

    /** Whether so much waits to be sent that nothing more is delivered. Any thread. */
    boolean holdsBack() {
        return pausing && session.socket().buffered() > session.settings().highMark();
    }

    /** Looks at the marks after what is buffered has changed. */
    void judgeOutput() {
        long buffered = session.socket().buffered();
        if (buffered <= session.settings().highMark()) {
            session.delivery().outputFell();
        }
        session.admission().look(buffered);
        peak = Math.max(peak, buffered);
        if (high) {
            if (buffered <= session.settings().lowMark()) {
                fell();
                goOnReading(OUTPUT_HIGH);
                if (!session.hasEnded()) {
                    session.delivery().drained();
                }
            }
        } else if (buffered > session.settings().highMark()) {
            high = true;
            turn = session.context().budget.enter(session);
            session.clock().stalled(true);
            if (pausing) {
                stopReading(OUTPUT_HIGH);
            }
        }
    }

    private void fell() {
        high = false;
        session.context().budget.leave(turn);
        session.clock().stalled(false);
        session.admission().relieved();
    }

    /** What waits after all that could leave has left. */
    void account(long held) {
        if (held != accounted) {
            session.context().budget.add(held - accounted, session);
            accounted = held;
        }
    }

    /** The connection has ended. */
    void ended() {
        if (high) {
            fell();
        }
        session.admission().look(0);
    }

    /** The most bytes that ever waited to be sent. */
    long peak() {
        return peak;
    }
}
