package io.longwire.ws.transport.netty;

import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(value = "isHere", disabledReason = "io_uring needs a Linux that allows it and its native part")
class IoUringTransportTest implements NettyContract {
    static boolean isHere() {
        return Engine.IO_URING.absence() == null;
    }

    @Override
    public Engine engine() {
        return Engine.IO_URING;
    }
}
