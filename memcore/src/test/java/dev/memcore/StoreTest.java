package dev.memcore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.api.ErrorCode;
import dev.memcore.api.MemoryException;
import dev.memcore.api.MemoryManager;
import dev.memcore.testkit.ManualClock;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;

/** A fresh store for each test, opened with a clock and randomness that tests control. */
abstract class StoreTest {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    final ManualClock clock = new ManualClock(START);
    Store store;
    MemoryManager manager;

    /** A new, empty store. */
    abstract Store newStore();

    @BeforeEach
    void openStore() {
        store = newStore();
        manager = builder().build();
    }

    @AfterEach
    void closeStore() {
        manager.close();
    }

    MemcoreBuilder builder() {
        return store.builder().clock(clock).random(new Random(42));
    }

    void reopen() {
        manager.close();
        manager = builder().build();
    }

    /** Fails unless the call fails with this code; gives the message. */
    static String assertFails(ErrorCode code, Executable call) {
        MemoryException failure = assertThrows(MemoryException.class, call);
        assertEquals(code, failure.code(), failure.getMessage());
        return Objects.requireNonNull(failure.getMessage());
    }
}
