/**
 * For tests of backplanes and of what stands on them: {@link io.longwire.ws.broadcast.testkit.BackplaneContract}, which every
 * backplane passes.
 */
@NullMarked
package io.longwire.ws.broadcast.testkit;

import org.jspecify.annotations.NullMarked;
