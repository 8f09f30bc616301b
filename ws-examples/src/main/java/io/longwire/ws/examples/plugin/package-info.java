/** A server with an extension and a plug-in that somebody else wrote, and a client that visits it. */
@NullMarked
package io.longwire.ws.examples.plugin;

import org.jspecify.annotations.NullMarked;
