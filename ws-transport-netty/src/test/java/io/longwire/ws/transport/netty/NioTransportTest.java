package io.longwire.ws.transport.netty;

class NioTransportTest implements NettyContract {
    @Override
    public Engine engine() {
        return Engine.NIO;
    }
}
