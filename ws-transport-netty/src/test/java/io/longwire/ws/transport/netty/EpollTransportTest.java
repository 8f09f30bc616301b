package io.longwire.ws.transport.netty;

import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(value = "isHere", disabledReason = "epoll needs Linux and its native part")
class EpollTransportTest implements NettyContract {
    static boolean isHere() {
        return Engine.EPOLL.absence() == null;
    }

    @Override
    public Engine engine() {
        return Engine.EPOLL;
    }
}
