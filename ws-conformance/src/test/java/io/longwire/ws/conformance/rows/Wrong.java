package io.longwire.ws.conformance.rows;

import io.longwire.ws.codec.Role;
import io.longwire.ws.codec.Violation;
import java.util.Map;

/** {@code C:nnnn} for what is one violation at a server and another at a client. */
record Wrong(Violation atServer, Violation atClient) implements Expected {
    private Closes in(Role role) {
        return Closes.of(role == Role.SERVER ? atServer : atClient);
    }

    @Override
    public void judge(Play play, Complaints complaints) throws Exception {
        in(play.role()).judge(play, complaints);
    }

    @Override
    public Map<String, Long> counts(Play play) {
        return in(play.role()).counts(play);
    }

    @Override
    public String toString() {
        return "C:" + atServer.closeCode();
    }
}
