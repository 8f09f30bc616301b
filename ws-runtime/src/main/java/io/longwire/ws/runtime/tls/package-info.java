/** TLS between the wire and the engine: one decorator over the JDK's {@link javax.net.ssl.SSLEngine}, the same on every transport. */
@NullMarked
package io.longwire.ws.runtime.tls;

import org.jspecify.annotations.NullMarked;
