package dev.memcore.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.MemcoreBuilder;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.testkit.ManualClock;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;

/** A fresh store for each test, opened with a clock and randomness that tests control. */
public abstract class StoreTest {
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    public final ManualClock clock = new ManualClock(START);
    public Store store;
    public MemoryManager manager;

    /** A new, empty store. */
    public abstract Store newStore();

    @BeforeEach
    public void openStore() {
        store = newStore();
        manager = builder().build();
    }

    @AfterEach
    public void closeStore() {
        manager.close();
    }

    public MemcoreBuilder builder() {
        return store.builder().clock(clock).random(new Random(42));
    }

    public void reopen() {
        manager.close();
        manager = builder().build();
    }

    /** Fails unless the call fails with this code; gives the message. */
    public static String assertFails(ErrorCode code, Executable call) {
        MemoryException failure = assertThrows(MemoryException.class, call);
        assertEquals(code, failure.code(), failure.getMessage());
        return Objects.requireNonNull(failure.getMessage());
    }
}
