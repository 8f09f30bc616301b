/** The extension {@code x-delta}: for messages that resemble the one before. */
module org.example.delta {
    requires transitive io.longwire.ws;
    requires static org.jspecify;

    exports org.example.delta;

    provides io.longwire.ws.spi.ExtensionProvider with
            org.example.delta.DeltaProvider;
}
