package io.longwire.ws.conformance.rows;

import io.longwire.ws.codec.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Our side on one loop of one transport, its neighbours and its clock: where rows run, one input after the other. */
final class Stage implements AutoCloseable {
    private final Clock clock = new Clock();
    private final Link link;
    private final ClockedTransport transport;
    private final Side side;
    private final List<Canary> canaries = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private final List<String> connects = new ArrayList<>();
    private int songs;

    Stage(String transportName, Link link, Role role, Setup setup) throws Exception {
        this.link = link;
        transport = new ClockedTransport(transportName, clock);
        side = role == Role.SERVER ? new OurServer(transport, link, setup) : new OurClient(transport, link, setup);
        for (int i = 0; i < Rows.times(3, 50); i++) {
            canaries.add(side.canary());
        }
        warmUp(setup);
    }

    /** What is made once, by the first connection and the first refusal, is no input's doing. */
    private void warmUp(Setup setup) throws Exception {
        try (Canary gone = side.canary();
                Play rehearsal = new Play(this, Cut.WHOLE, 0);
                Play malformed = new Play(this, Cut.WHOLE, 0)) {
            setup.rehearsal().run(rehearsal);
            sing(gone);
            malformed.say("\r\n\r\n\r\n");
            malformed.peer().fin();
            malformed.peer().awaitEnd();
        }
        while (side.held().sessions() != canaries.size() || side.held().opening() != 0) {
            Clock.settle(loop().real()); // until both are gone
        }
        clear();
    }

    Clock clock() {
        return clock;
    }

    Link link() {
        return link;
    }

    Side side() {
        return side;
    }

    Work work() {
        return transport.work();
    }

    ClockedLoop loop() {
        return transport.loop();
    }

    /** Waits until the loop has read what was sent before, and acted on it. */
    void settle() {
        if (!sing(canaries.get(0))) {
            throw new AssertionError("a neighbour is not heard");
        }
        Clock.settle(loop().real());
    }

    /** A connection that our side has noticed: its time runs. */
    Peer meet(Cut cut, long seed) throws Exception {
        long accepted = work().accepted();
        Peer peer = side.meet(cut, seed);
        while (work().accepted() == accepted) {
            Clock.settle(loop().real());
        }
        return peer;
    }

    /** Whether every neighbour is heard. */
    boolean allSing() {
        boolean all = true;
        for (Canary canary : canaries) {
            all &= sing(canary);
        }
        return all;
    }

    private boolean sing(Canary canary) {
        try {
            return canary.sings("song " + songs++);
        } catch (IOException silent) {
            return false;
        }
    }

    /** Ends a neighbour, so that a test sees that it is missed. */
    void cutNeighbour() throws IOException {
        canaries.get(canaries.size() - 1).close();
    }

    int neighbours() {
        return canaries.size();
    }

    /** The handlers that this input's connections were given. */
    List<Told> told() {
        told.addAll(side.takeTold());
        return told;
    }

    Told told(int index) {
        List<Told> all = told();
        if (index >= all.size()) {
            throw new AssertionError("no handler was made");
        }
        return all.get(index);
    }

    /** How this input's connects went, when they are over. */
    List<String> connects() throws Exception {
        connects.addAll(side.takeConnects());
        return connects;
    }

    /** Forgets what the last input left. */
    void clear() throws Exception {
        told();
        connects();
        told.clear();
        connects.clear();
    }

    @Override
    public void close() throws Exception {
        for (Canary canary : canaries) {
            canary.close();
        }
        side.close();
    }
}
