package dev.memcore.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.contract.StoreTest;
import dev.memcore.model.Race;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class CallGateTest {
    private final CallGate gate = new CallGate(false);
    private final AtomicInteger released = new AtomicInteger();

    @Test
    void closeWaitsForTheCallsInsideAndLetsNoneInMeanwhile() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        AtomicInteger releasedWhileInside = new AtomicInteger(-1);
        Thread caller = Thread.ofPlatform()
                .start(() -> gate.call(() -> {
                    inside.countDown();
                    awaitQuietly(leave);
                    releasedWhileInside.set(released.get());
                    return true;
                }));
        inside.await();
        Thread closer = Thread.ofPlatform().start(() -> gate.close(released::incrementAndGet));
        while (closer.getState() != Thread.State.WAITING) {
            assertTrue(closer.isAlive(), "close did not wait");
            Thread.onSpinWait();
        }

        StoreTest.assertFails(ErrorCode.CLOSED, () -> gate.call(() -> true));
        leave.countDown();
        caller.join();
        closer.join();

        assertEquals(0, releasedWhileInside.get());
        assertEquals(1, released.get());
    }

    @Test
    void ofManyWhoCloseOneReleasesAndAllReturnAfterwards() {
        assertTrue(Race.of(8, thread -> {
                    gate.close(released::incrementAndGet);
                    return released.get();
                })
                .stream()
                .allMatch(seen -> seen == 1));
    }

    @Test
    void aCallWithinACallIsLetIn() {
        assertEquals("inner", gate.call(() -> gate.call(() -> "inner")));
    }

    @Test
    void closingWithinACallIsRefusedAndChangesNothing() {
        StoreTest.assertFails(
                ErrorCode.CONFLICT,
                () -> gate.call(() -> {
                    gate.close(released::incrementAndGet);
                    return true;
                }));
        assertEquals(0, released.get());
        assertTrue(gate.call(() -> true));
    }

    @Test
    void theFirstFailureIsTheOneThatCallersAreTold() {
        assertFalse(gate.failed());
        gate.fail(new IllegalStateException("the first"));
        gate.fail(new IllegalStateException("the second"));

        String message = StoreTest.assertFails(ErrorCode.INDEX_DAMAGED, () -> gate.call(() -> true));
        assertTrue(message.contains("the first"), message);
    }

    @Test
    void closedCountsMoreThanFailed() {
        gate.fail(new IllegalStateException("broken"));
        gate.close(released::incrementAndGet);
        assertEquals(1, released.get());
        StoreTest.assertFails(ErrorCode.CLOSED, () -> gate.call(() -> true));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
