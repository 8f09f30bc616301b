/** The codec and the session under JMH. */
@NullMarked
package io.longwire.ws.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
