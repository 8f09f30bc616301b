package io.longwire.ws.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.longwire.ws.codec.Limits;
import io.longwire.ws.codec.Role;

/** What a client sends, read by a server. */
class ClientFramesFuzz {
    private static final Stream USUAL = Stream.plain(Role.SERVER, new Limits(1 << 20, 1 << 20, 4096, 100));

    @FuzzTest
    void readsOrFails(byte[] data) {
        Input input = new Input(data);
        int seed = input.next();
        USUAL.judge(input.rest(), seed);
    }
}
