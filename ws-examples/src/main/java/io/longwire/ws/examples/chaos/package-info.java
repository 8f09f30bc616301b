/**
 * The command {@code chaos}: topics on many nodes and a Redis, all of which die now and then, and a judge. {@code ChaosNodeCommand} is one
 * node, a process; everything else runs in the process of the command: {@code Redis} and {@code Node} are what is killed, {@code Publisher}
 * and {@code Subscriber} what must not notice, {@code Faults} what happens when.
 */
@NullMarked
package io.longwire.ws.examples.chaos;

import org.jspecify.annotations.NullMarked;
