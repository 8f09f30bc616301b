/** What tests of backplanes, and of what stands on them, are made of: the contract, and a checker for histories. */
module io.longwire.ws.broadcast.testkit {
    requires transitive io.longwire.ws.broadcast;
    requires transitive io.longwire.ws.testkit;
    requires static transitive org.jspecify;

    exports io.longwire.ws.broadcast.testkit;
}
