package io.longwire.ws.transport.netty;

import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(value = "isHere", disabledReason = "kqueue needs macOS or a BSD and its native part")
class KqueueTransportTest implements NettyContract {
    static boolean isHere() {
        return Engine.KQUEUE.absence() == null;
    }

    @Override
    public Engine engine() {
        return Engine.KQUEUE;
    }
}
