package io.longwire.ws.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Asks for a {@link TestClient} that is connected to the server of a {@link WsTest}. */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Connect {
    /** Path and query, for example {@code /chat?name=Ada}. */
    String value();

    /** The subprotocols to offer. */
    String[] subprotocols() default {};
}
