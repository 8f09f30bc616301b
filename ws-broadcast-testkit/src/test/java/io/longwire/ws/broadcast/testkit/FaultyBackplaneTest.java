package io.longwire.ws.broadcast.testkit;

import io.longwire.ws.broadcast.spi.Backplane;

/** Without a fault that was asked for it is a backplane as any other, and its deaths are as real ones look. */
class FaultyBackplaneTest implements BackplaneContract {
    @Override
    public BackplaneWorld world() {
        var backplanes = new FaultyBackplanes(Town::local);
        return new ManualWorld(backplanes) {
            @Override
            public boolean canFail() {
                return true;
            }

            @Override
            public void stop() {
                backplanes.stop();
            }

            @Override
            public void restart() {
                backplanes.restart();
            }

            @Override
            public void restartEmpty() {
                backplanes.restartEmpty();
            }

            @Override
            public void kill(Backplane node) {
                backplanes.kill((FaultyBackplane) node);
            }
        };
    }
}
