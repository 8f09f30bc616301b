package io.longwire.ws.codec;

import io.longwire.ws.spi.ExtensionProvider;
import io.longwire.ws.testkit.ExtensionContract;

class RunLengthContractTest implements ExtensionContract {
    @Override
    public ExtensionProvider provider() {
        return new RunLengthProvider();
    }
}
