package io.longwire.ws.transport.netty;

import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(value = "isHere", disabledReason = "epoll needs Linux and its native part")
class EpollUnixTransportTest implements UnixContract {
    static boolean isHere() {
        return EpollTransportTest.isHere();
    }

    @Override
    public Engine engine() {
        return Engine.EPOLL;
    }
}
