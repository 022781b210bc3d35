package dev.memcore.bench.soak;

import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.operation.Outcome;
import dev.memcore.bench.crash.SealedText;
import dev.memcore.bench.harness.UniqueWord;
import dev.memcore.bench.soak.model.Mismatch;
import dev.memcore.bench.soak.model.Step.Interrupt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One worker in scopes to which all workers write. Their exact contents are not known, so only invariants are verified.
 * Erased data never reappears. No memory of another scope is visible. Acknowledged memories can be read until a worker
 * removes them. No memories supersede each other in a cycle. For one thread.
 */
final class SharedScope {
    private static final List<Scope> SCOPES =
            List.of(Scope.of("soak-0", "shared"), Scope.of("soak-1", "shared"), Scope.of("soak-2", "shared"));

    private static final List<String> OPERATIONS = List.of(
            "REMEMBER",
            "REMEMBER",
            "REMEMBER",
            "TURN",
            "TURN",
            "FACT",
            "FACT",
            "RECALL",
            "RECALL",
            "LIST",
            "REVISE",
            "PIN",
            "LINK",
            "SUPERSEDE",
            "FORGET",
            "UNDO",
            "UNDO",
            "ERASE",
            "WINDOW",
            "FEEDBACK",
            "CHAIN");

    /** The possible errors when another worker changes the same memory at the same time. */
    private static final Set<ErrorCode> RACES =
            EnumSet.of(ErrorCode.NOT_FOUND, ErrorCode.CONFLICT, ErrorCode.BEYOND_RETENTION);

    /** The words of shared scopes have numbers above those of the workers' own. */
    private static final long FIRST_WORD = 4_000_000_000_000L;

    private static final int MOST = 300;
    private static final int REMEMBERED = 50;
    private static final String END = "end";

    /** The ids of all workers whose erasure was acknowledged in this process. */
    private static final Set<MemoryId> ERASED = ConcurrentHashMap.newKeySet();

    private final Worker.Shop shop;
    private final SplittableRandom random;
    private final Deque<Memory> known = new ArrayDeque<>();
    private final Deque<Long> commits = new ArrayDeque<>();

    SharedScope(Worker.Shop shop, SplittableRandom random) {
        this.shop = shop;
        this.random = random;
    }

    /** Draws an operation. */
    String choose() {
        return OPERATIONS.get(random.nextInt(OPERATIONS.size()));
    }

    Interrupt interrupt() {
        if (!shop.skipped().interrupts() || random.nextInt(3) == 0) {
            return Interrupt.NONE;
        }
        return random.nextBoolean() ? Interrupt.BEFORE : new Interrupt(1L << random.nextInt(13));
    }

    /** Performs an operation. */
    void perform(MemoryManager store, String operation) {
        Scope scope = SCOPES.get(random.nextInt(SCOPES.size()));
        MemorySpace space = store.space(scope);
        Set<MemoryId> erasedBefore = new HashSet<>(ERASED);
        switch (operation) {
            case "REMEMBER" ->
                added(space, space.remember(Observation.builder(text()).build()));
            case "TURN" ->
                added(
                        space,
                        space.session("shared")
                                .add(Observation.builder(text()).role(Role.USER).build()));
            case "FACT" ->
                added(
                        space,
                        space.remember(Observation.fact("shared " + random.nextInt(3), text())
                                .build()));
            case "RECALL" -> requireOwn(scope, erasedBefore, recall(space));
            case "LIST" -> list(space, scope, erasedBefore);
            case "WINDOW" ->
                requireOwn(scope, erasedBefore, space.session("shared").window(1_000));
            default -> change(space, operation);
        }
    }

    private String text() {
        long word = FIRST_WORD + random.nextLong(1_000_000_000_000L);
        return SealedText.compose(UniqueWord.of(word), random);
    }

    private void added(MemorySpace space, Memory memory) {
        known.addLast(memory);
        commits.addLast(memory.sequence());
        if (known.size() > REMEMBERED) {
            known.removeFirst();
            commits.removeFirst();
        }
        if (space.get(memory.id()).isEmpty()) {
            requireTakenAway(space, memory);
        }
    }

    private static void requireTakenAway(MemorySpace space, Memory memory) {
        try {
            Status status = space.history(memory.id()).getLast().status();
            if (status == Status.ACTIVE || status == Status.SUPERSEDED) {
                throw new Mismatch("a memory of a shared scope cannot be read", memory.id() + " is " + status);
            }
        } catch (MemoryException e) {
            if (e.code() != ErrorCode.NOT_FOUND) {
                throw e;
            }
        }
    }

    private List<Memory> recall(MemorySpace space) {
        Memory memory = any();
        String word = memory == null ? "harbour lantern" : SealedText.word(memory.text());
        return space.recall(MemoryQuery.of(word)).memories();
    }

    private @Nullable Memory any() {
        int place = known.isEmpty() ? 0 : random.nextInt(known.size());
        return known.stream().skip(place).findFirst().orElse(null);
    }

    private static void requireOwn(Scope scope, Set<MemoryId> erased, List<Memory> found) {
        for (Memory memory : found) {
            if (!memory.scope().equals(scope)) {
                throw new Mismatch(
                        "a shared scope shows a memory of another one", memory.id() + " of " + memory.scope());
            }
            if (erased.contains(memory.id())) {
                throw new Mismatch(
                        "an erased memory of a shared scope came back",
                        memory.id().toString());
            }
        }
    }

    private void list(MemorySpace space, Scope scope, Set<MemoryId> erased) {
        List<Memory> listed =
                space.list(MemoryFilter.any(), null, MemoryQuery.MAX_LIMIT).memories();
        requireOwn(scope, erased, listed);
        if (listed.size() > MOST) {
            MemoryId[] oldest = listed.stream().limit(MOST / 2).map(Memory::id).toArray(MemoryId[]::new);
            race(() -> erase(space, listed.subList(0, oldest.length), oldest));
        }
    }

    private void erase(MemorySpace space, List<Memory> memories, MemoryId... ids) {
        space.erase(Erasure.of(ids)).entries().forEach(entry -> ERASED.add(entry.id()));
        List<String> words =
                memories.stream().map(memory -> SealedText.word(memory.text())).toList();
        shop.wire().erased(words);
    }

    private void change(MemorySpace space, String operation) {
        Memory memory = any();
        Memory other = any();
        if (memory == null || other == null || memory.id().equals(other.id())) {
            return;
        }
        MemoryId id = memory.id();
        switch (operation) {
            case "REVISE" -> race(() -> space.revise(id, memory.text() + " "));
            case "PIN" -> race(() -> space.pin(id, random.nextBoolean()));
            case "LINK" -> race(() -> space.link(Link.of(id, other.id(), LinkType.SUPPORTS)));
            case "SUPERSEDE" ->
                race(() -> commits.addLast(space.apply(List.of(new MemoryOp.Supersede(id, other.id(), Cause.HOST)))
                        .getFirst()
                        .sequence()));
            case "FORGET" -> race(() -> space.forget(id));
            case "ERASE" -> race(() -> erase(space, List.of(memory), id));
            case "UNDO" -> race(() -> undo(space));
            case "FEEDBACK" -> space.feedback(Set.of(id, other.id()), Outcome.CITED);
            default -> requireChainEnds(space, id);
        }
    }

    private void undo(MemorySpace space) {
        long place = random.nextInt(Math.max(1, commits.size()));
        Optional<Long> commit = commits.stream().skip(place).findFirst();
        commit.ifPresent(
                sequence -> space.undo(List.of(sequence)).forEach(undone -> commits.addLast(undone.sequence())));
        while (commits.size() > REMEMBERED) {
            commits.removeFirst();
        }
    }

    /**
     * Verifies that no chain of superseding memories is a cycle. The reads are not atomic, so a cycle counts only if it
     * is read twice with the same versions.
     */
    private static void requireChainEnds(MemorySpace space, MemoryId id) {
        List<String> chain = chain(space, id);
        if (!chain.getLast().equals(END) && chain.equals(chain(space, id))) {
            throw new Mismatch("memories replace each other in a circle", chain.toString());
        }
    }

    /** The versions that supersede each other, from a memory to the end of the chain or to the first repeated one. */
    private static List<String> chain(MemorySpace space, MemoryId id) {
        List<String> chain = new ArrayList<>();
        Optional<Memory> at = space.get(id);
        while (at.isPresent()
                && at.get().status() == Status.SUPERSEDED
                && at.get().supersededBy() != null) {
            String version = at.get().id() + " " + at.get().version();
            boolean passed = chain.contains(version);
            chain.add(version);
            if (passed) {
                return chain;
            }
            at = space.get(Objects.requireNonNull(at.get().supersededBy()));
        }
        chain.add(END);
        return chain;
    }

    private static void race(Runnable change) {
        try {
            change.run();
        } catch (MemoryException e) {
            if (!RACES.contains(e.code())) {
                throw e;
            }
        }
    }
}
