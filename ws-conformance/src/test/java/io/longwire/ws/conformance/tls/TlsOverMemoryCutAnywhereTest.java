package io.longwire.ws.conformance.tls;

import io.longwire.ws.testkit.Chunking;

/** The contract with records that are cut and joined at random, and odd capacities. */
class TlsOverMemoryCutAnywhereTest extends TlsOverMemoryTest {
    TlsOverMemoryCutAnywhereTest() {
        network.chunking(Chunking.random(11)).capacity(40_000, 70_001);
    }
}
