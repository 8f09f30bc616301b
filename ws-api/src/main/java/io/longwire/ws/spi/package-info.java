/**
 * What an outsider implements: transports move bytes, extensions negotiate and rewrite payload, plug-ins watch and act.
 *
 * <p>Types that are found by {@link java.util.ServiceLoader} end in {@code Provider}. Two rules hold everywhere. A buffer
 * that is passed to a call is <em>borrowed</em>: it is valid until the call returns, and who wants to keep bytes copies
 * them. And a connection lives on one thread, its {@link io.longwire.ws.spi.Loop loop}, which must never wait.
 */
@NullMarked
package io.longwire.ws.spi;

import org.jspecify.annotations.NullMarked;
