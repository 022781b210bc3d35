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
 * The contract of {@link LifecyclePolicy} as tests, over scopes from fixed seeds. An implementer extends this class and
 * implements {@link #create}.
 *
 * <p>The memory use of a policy is not tested.
 */
@Timeout(60)
public abstract class LifecyclePolicyContract {
    private static final int MAX_NAME = 200;
    private static final int MAX_OPERATIONS = 1_000;
    private static final int MAX_OPERATIONS_PER_MEMORY = 100;

    /** The contract's tests, for a policy that {@link #create} makes. */
    protected LifecyclePolicyContract() {}

    /** Returns the policy under test; may return the same one for all tests. */
    protected abstract LifecyclePolicy create();

    /**
     * Returns the scopes for which the policy is called; by default an empty one and some with up to forty memories.
     */
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

    /**
     * The same view gives the same operations, also after calls with other views, and with every policy that {@link
     * #create} returns.
     */
    @Test
    protected void theSameViewGivesTheSameOperations() {
        LifecyclePolicy policy = create();
        List<List<MemoryOp>> first =
                scopes().stream().map(scope -> all(policy, scope)).toList();
        assertEquals(first, scopes().stream().map(scope -> all(policy, scope)).toList());
        assertEquals(first, scopes().stream().map(scope -> all(create(), scope)).toList());
    }

    /** The policy proposes no operation on a pinned memory. */
    @Test
    protected void nothingPinnedIsTouched() {
        for (ListScopeView scope : scopes()) {
            for (MemoryOp operation : all(create(), scope)) {
                assertFalse(scope.get(operation.id()).filter(Memory::pinned).isPresent(), operation::toString);
            }
        }
    }

    /** The policy does not propose more operations than the limit. */
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
     * Returns the maximum number of calls until the policy has proposed all its operations, if there is no limit on
     * their number. By default 1, as the contract of {@link LifecyclePolicy} requires. A policy that documents further
     * passes over the scope returns their number.
     */
    protected int passes() {
        return 1;
    }

    /** After its proposals were applied, the policy proposes nothing. */
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

    /** Repeated calls with applied proposals end. */
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

    /** Every operation changes a memory of the scope, or adds a memory to the scope with a new id. */
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

    /** Every operation is of a type that hosts may apply. */
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

    /** Every added memory names its sources. */
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

    /** A view that counts its open streams. */
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
