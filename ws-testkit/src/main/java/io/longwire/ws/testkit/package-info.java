/**
 * A kit for tests without sockets, threads and sleeping.
 *
 * <ul>
 *   <li>{@link io.longwire.ws.testkit.ManualClock} and {@link io.longwire.ws.testkit.ManualLoop}: the test moves the time;
 *   <li>{@link io.longwire.ws.testkit.MemoryNetwork}, {@link io.longwire.ws.testkit.InMemoryTransport} and {@link
 *       io.longwire.ws.testkit.MemoryPeer}: connections within the process, to an engine or to the bare hands of a test;
 *   <li>{@link io.longwire.ws.testkit.RecordingWebSocket}: records what a plug-in or a handler does with its connection;
 *   <li>{@link io.longwire.ws.testkit.TransportContract}: the tests that every transport passes.
 * </ul>
 */
@NullMarked
package io.longwire.ws.testkit;

import org.jspecify.annotations.NullMarked;
