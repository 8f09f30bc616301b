package io.longwire.ws.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A test whose one argument is the name of a transport, with {@code +tls} for TLS over it; see {@link Tls}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@ValueSource(strings = {"nio", "netty", "nio+tls", "netty+tls"})
@Timeout(120)
public @interface OnEachTransportAndTls {}
