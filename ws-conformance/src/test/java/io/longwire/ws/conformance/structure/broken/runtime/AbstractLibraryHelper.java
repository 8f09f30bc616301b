package io.longwire.ws.conformance.structure.broken.runtime;

import com.google.inject.Injector;
import com.typesafe.config.Config;
import java.nio.ByteBuffer;
import java.util.Random;

/** Guice, Typesafe Config, direct memory and luck in the wrong place, under a name that says nothing. */
final class AbstractLibraryHelper {
    Injector injector;
    Config config;
    ByteBuffer direct = ByteBuffer.allocateDirect(1);
    int luck = new Random().nextInt();
}
