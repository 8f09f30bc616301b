package io.longwire.ws.broadcast.testkit;

import org.junit.jupiter.api.Timeout;

/**
 * The tests that every backplane passes, one for each promise of {@link io.longwire.ws.broadcast.spi.Backplane}. A backplane's
 * own test implements this interface:
 *
 * <pre>{@code
 * class MyBackplaneTest implements BackplaneContract {
 *     public BackplaneWorld world() {
 *         return new MyWorld();
 *     }
 * }
 * }</pre>
 *
 * <p>Those that need a store which dies are skipped where it {@linkplain BackplaneWorld#canFail cannot}.
 */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public interface BackplaneContract extends BrokerLaws, RecoveryLaws, NodeLaws, StoreFailureLaws {}
