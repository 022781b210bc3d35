package dev.memcore.bench.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.bench.soak.model.Mismatch;
import dev.memcore.bench.soak.model.Step.Interrupt;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class InterrupterTest {
    private static final Interrupt DURING = new Interrupt(1);

    @Test
    void aCallIsInterruptedBeforeOrDuringItAndItsResultComesBack() throws Exception {
        try (Interrupter interrupter = new Interrupter()) {
            assertEquals("calm", interrupter.call(Interrupt.NONE, "x", () -> "calm"));
            assertEquals(0, interrupter.cancelled());
            assertTrue(interrupter.call(
                    Interrupt.BEFORE, "x", () -> Thread.currentThread().isInterrupted()));
            assertTrue(interrupter.call(DURING, "x", InterrupterTest::untilInterrupted));
            assertFalse(Thread.currentThread().isInterrupted());
            assertEquals(2, interrupter.cancelled());
        }
    }

    /** With such a short delay many calls are cancelled before they start. */
    @Test
    void everyCallIsInterrupted() throws Exception {
        try (Interrupter interrupter = new Interrupter()) {
            for (int i = 1; i <= 2_000; i++) {
                assertTrue(interrupter.call(DURING, "x", InterrupterTest::untilInterrupted));
                assertEquals(i, interrupter.cancelled());
            }
        }
    }

    @Test
    void whoClearsTheFlagIsFound() {
        try (Interrupter interrupter = new Interrupter()) {
            assertThrows(Mismatch.class, () -> interrupter.call(Interrupt.BEFORE, "x", Thread::interrupted));
            assertThrows(
                    Mismatch.class,
                    () -> interrupter.call(DURING, "x", () -> untilInterrupted() && Thread.interrupted()));
        }
    }

    @Test
    void whatFailsFails() {
        try (Interrupter interrupter = new Interrupter()) {
            for (Interrupt interrupt : new Interrupt[] {Interrupt.NONE, Interrupt.BEFORE, DURING}) {
                assertThrows(
                        IllegalStateException.class,
                        () -> interrupter.call(interrupt, "x", () -> {
                            throw new IllegalStateException("as meant");
                        }));
                assertFalse(Thread.interrupted());
            }
        }
    }

    private static boolean untilInterrupted() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
        }
        return true;
    }
}
