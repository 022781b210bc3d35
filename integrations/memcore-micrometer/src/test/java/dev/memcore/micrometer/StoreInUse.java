package dev.memcore.micrometer;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Erasure;

/** Every operation once, with a word in every text, query, session, label and scope that must not be reported. */
final class StoreInUse {
    static final String SECRET = "xyzzy";

    private StoreInUse() {}

    /** Uses a store, and returns the id of a memory. */
    static String use(MemoryManager manager) {
        MemorySpace space = manager.space(Scope.of("tenant-" + SECRET, "user-" + SECRET));
        Memory memory = space.remember(Observation.of("the safe opens with " + SECRET).toBuilder()
                .attribute(SECRET, SECRET)
                .build());
        space.session("session-" + SECRET).add(Role.USER, "what is " + SECRET + "?");
        manager.awaitIndexed();
        space.recall(SECRET);
        space.recallAsync(SECRET).toCompletableFuture().join();
        space.context(ContextRequest.of("what is " + SECRET + "?", 300));
        space.revise(memory.id(), "the safe no longer opens with " + SECRET);
        Memory other = space.remember("unimportant " + SECRET);
        space.forget(other.id());
        space.erase(Erasure.of(memory.id()));
        manager.maintain();
        assertThrows(MemoryException.class, () -> space.forget(memory.id()));
        MemoryQuery tooLong = MemoryQuery.of((SECRET + " ").repeat(10_000));
        assertThrows(MemoryException.class, () -> space.recall(tooLong));
        return memory.id().toString();
    }
}
