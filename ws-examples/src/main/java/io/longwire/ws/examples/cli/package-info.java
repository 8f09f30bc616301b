/** What the commands share: options, and the life of a server that runs until it is told to stop. */
@NullMarked
package io.longwire.ws.examples.cli;

import org.jspecify.annotations.NullMarked;
