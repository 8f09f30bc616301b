package io.longwire.ws.testkit;

/** The contract with reads that are cut and joined at random, and odd capacities. */
class InMemoryTransportCutAnywhereTest extends InMemoryTransportTest {
    InMemoryTransportCutAnywhereTest() {
        network.chunking(Chunking.random(11)).capacity(40_000, 70_001);
    }
}
