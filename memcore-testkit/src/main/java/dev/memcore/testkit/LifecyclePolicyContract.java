package dev.memcore.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Scope;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.report.Usage;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of {@link LifecyclePolicy} as tests, over scopes of fixed seeds. An implementer extends this class and says how a
 * policy is made.
 *
 * <p>Not tested: how much a policy holds in memory.
 */
@Timeout(60)
public abstract class LifecyclePolicyContract {
    private static final int MAX_NAME = 200;
    private static final int MAX_OPERATIONS = 1_000;
    private static final int MAX_OPERATIONS_PER_MEMORY = 100;

    /** The contract's tests, for a policy that {@link #create} makes. */
    protected LifecyclePolicyContract() {}

    /** A policy; may be the same one for all tests. */
    protected abstract LifecyclePolicy create();

    /** The scopes that the policy is asked about; by default an empty one and some with up to forty memories. */
    protected List<ListScopeView> scopes() {
        return ScopeSamples.all();
    }

    /** The name has 1 to 200 characters and does not change. */
    @Test
    protected void theNameIsShortAndFixed() {
        LifecyclePolicy policy = create();
        String name = policy.name();
        assertFalse(name.isBlank());
        assertTrue(name.length() <= MAX_NAME, name);
        scopes().forEach(scope -> all(policy, scope));
        assertEquals(name, policy.name());
    }

    /** The same view gives the same operations, whatever was asked in between, and by another policy that is made the same way. */
    @Test
    protected void theSameViewGivesTheSameOperations() {
        LifecyclePolicy policy = create();
        List<List<MemoryOp>> first =
                scopes().stream().map(scope -> all(policy, scope)).toList();
        assertEquals(first, scopes().stream().map(scope -> all(policy, scope)).toList());
        assertEquals(first, scopes().stream().map(scope -> all(create(), scope)).toList());
    }

    /** Nothing is proposed for a pinned memory. */
    @Test
    protected void nothingPinnedIsTouched() {
        for (ListScopeView scope : scopes()) {
            for (MemoryOp operation : all(create(), scope)) {
                assertFalse(scope.get(operation.id()).filter(Memory::pinned).isPresent(), operation::toString);
            }
        }
    }

    /** No more operations are proposed than asked for. */
    @Test
    protected void noMoreIsProposedThanAskedFor() {
        for (ListScopeView scope : scopes()) {
            for (int limit = 1; limit <= 4; limit++) {
                List<MemoryOp> some = create().propose(scope, limit, ids());
                assertTrue(some.size() <= limit, some::toString);
            }
        }
    }

    /**
     * How often the policy must be asked at most until it has proposed everything, if there is no limit on the operations. By default
     * once, as the contract says. A policy that documents further passes over the scope returns their number.
     */
    protected int passes() {
        return 1;
    }

    /** Once its proposals are carried out, a policy proposes nothing. */
    @Test
    protected void onceCarriedOutNothingIsProposed() {
        for (ListScopeView scope : scopes()) {
            IdSource ids = ids();
            ListScopeView present = scope;
            for (int pass = 0; pass < passes(); pass++) {
                present = present.after(create().propose(present, Integer.MAX_VALUE, ids));
            }
            assertEquals(List.of(), create().propose(present, Integer.MAX_VALUE, ids));
        }
    }

    /** Asked again and again, with its proposals carried out, a policy comes to an end. */
    @Test
    protected void itComesToAnEnd() {
        for (ListScopeView scope : scopes()) {
            IdSource ids = ids();
            ListScopeView present = scope;
            int most = MAX_OPERATIONS + MAX_OPERATIONS_PER_MEMORY * size(scope);
            int proposed = 0;
            List<MemoryOp> part = create().propose(present, 3, ids);
            while (!part.isEmpty()) {
                proposed += part.size();
                assertTrue(proposed <= most, "no end");
                present = present.after(part);
                part = create().propose(present, 3, ids);
            }
        }
    }

    /** Operations are about memories of the scope, or add memories to it with new ids. */
    @Test
    protected void operationsStayInTheScope() {
        for (ListScopeView scope : scopes()) {
            Set<MemoryId> added = new HashSet<>();
            for (MemoryOp operation : all(create(), scope)) {
                if (operation instanceof MemoryOp.Add add) {
                    assertEquals(scope.scope(), add.scope());
                    assertTrue(scope.get(add.id()).isEmpty() && added.add(add.id()), operation::toString);
                } else {
                    assertTrue(
                            scope.get(operation.id()).isPresent() || added.contains(operation.id()),
                            operation::toString);
                }
            }
        }
    }

    /** Operations are those that hosts may apply. */
    @Test
    protected void operationsAreThoseOfHosts() {
        for (ListScopeView scope : scopes()) {
            for (MemoryOp operation : all(create(), scope)) {
                assertFalse(
                        operation instanceof MemoryOp.Erase
                                || operation instanceof MemoryOp.Restore
                                || operation instanceof MemoryOp.Use,
                        operation::toString);
            }
        }
    }

    /** A memory that is derived names its sources. */
    @Test
    protected void derivedMemoriesNameTheirSources() {
        for (ListScopeView scope : scopes()) {
            for (MemoryOp operation : all(create(), scope)) {
                if (operation instanceof MemoryOp.Add add) {
                    assertFalse(add.observation().derivedFrom().isEmpty(), add::toString);
                }
            }
        }
    }

    /** A policy closes the streams that it opens. */
    @Test
    protected void streamsAreClosed() {
        for (ListScopeView scope : scopes()) {
            AtomicInteger open = new AtomicInteger();
            create().propose(new CountedScopeView(scope, open), Integer.MAX_VALUE, ids());
            assertEquals(0, open.get(), "open streams");
        }
    }

    private static List<MemoryOp> all(LifecyclePolicy policy, ScopeView scope) {
        return policy.propose(scope, Integer.MAX_VALUE, ids());
    }

    private static IdSource ids() {
        SequenceIds ids = new SequenceIds();
        ids.startAfter(ScopeSamples.GREATEST);
        return ids;
    }

    private static int size(ListScopeView scope) {
        try (Stream<Memory> memories = scope.memories()) {
            return (int) memories.count();
        }
    }

    /** A view that counts the streams that are open. */
    private record CountedScopeView(ScopeView scopeView, AtomicInteger open) implements ScopeView {
        @Override
        public Scope scope() {
            return scopeView.scope();
        }

        @Override
        public Instant now() {
            return scopeView.now();
        }

        @Override
        public Stream<Memory> memories() {
            open.incrementAndGet();
            return scopeView.memories().onClose(open::decrementAndGet);
        }

        @Override
        public Optional<Memory> get(MemoryId id) {
            return scopeView.get(id);
        }

        @Override
        public Usage usage(MemoryId id) {
            return scopeView.usage(id);
        }
    }
}
