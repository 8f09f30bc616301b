package io.longwire.ws.broadcast.testkit;

/** The backplane that is there without another: nodes of one process. */
class LocalBackplaneTest implements BackplaneContract {
    @Override
    public BackplaneWorld world() {
        return new ManualWorld(Town.local());
    }
}
