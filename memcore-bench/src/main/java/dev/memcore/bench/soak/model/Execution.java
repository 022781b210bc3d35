package dev.memcore.bench.soak.model;

import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.SearchKeys;
import dev.memcore.api.Tier;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.operation.Outcome;
import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.bench.soak.model.Made.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Performs the steps that change a store. */
final class Execution {
    private static final Tier[] TIERS = {Tier.SHORT, Tier.MID, Tier.LONG};
    private static final Outcome[] OUTCOMES = Outcome.values();

    private final Contents contents;

    Execution(Contents contents) {
        this.contents = contents;
    }

    /** Performs a step, and leaves the model unchanged. */
    Made run(MemorySpace space, ScopeModel model, Step step) {
        return switch (step.kind()) {
            case REMEMBER, REMEMBER_ONCE, DERIVE, FACT, TIMED_FACT, DUPLICATE ->
                Made.of(step.target(), space.remember(additions(model, step).getFirst()));
            case REMEMBER_AGAIN -> again(space, model, step);
            case BATCH -> Made.of(step.target(), space.rememberAll(additions(model, step)));
            case TURN, REPLY, CALL, RESULT ->
                Made.of(
                        step.target(),
                        space.session(Contents.session(step.other()))
                                .add(additions(model, step).getFirst()));
            case TURNS ->
                Made.of(
                        step.target(),
                        space.session(Contents.session(Math.floorMod(step.salt(), 2)))
                                .addAll(additions(model, step)));
            case MARK -> mark();
            case ERASE_ALL -> {
                ErasureReceipt receipt = space.erase(Erasure.wholeScope());
                requireErased(
                        receipt,
                        model.entries().stream().filter(Entry::isReadable).toList());
                yield Made.NOTHING;
            }
            default -> change(space, model, step, model.require(step.target()));
        };
    }

    private List<Observation> additions(ScopeModel model, Step step) {
        List<Observation> additions = new ArrayList<>();
        for (Observation.Builder builder : contents.additions(step)) {
            if (step.kind() == Step.Kind.DERIVE) {
                builder.derivedFrom(model.require(step.other()).id);
            }
            additions.add(builder.build());
        }
        return additions;
    }

    private Made again(MemorySpace space, ScopeModel model, Step step) {
        Memory memory = space.remember(additions(model, step).getFirst());
        Entry entry = model.require(step.target());
        if (!memory.id().equals(entry.id)) {
            throw new Mismatch("a repeated idempotency key made another memory", memory.id() + " beside " + entry);
        }
        return Made.NOTHING;
    }

    /** A moment after all commits of this thread, and before those that follow. */
    private static Made mark() {
        Instant now = Instant.now();
        long millis = now.toEpochMilli();
        while (Instant.now().toEpochMilli() <= millis + 1) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return Made.at(Instant.ofEpochMilli(millis));
    }

    private Made change(MemorySpace space, ScopeModel model, Step step, Entry entry) {
        MemoryId id = entry.id;
        return switch (step.kind()) {
            case REVISE -> one(entry, space.revise(id, contents.text(step.other(), step.salt())));
            case REKEY ->
                one(
                        entry,
                        space.setSearchKeys(
                                id, SearchKeys.KEYWORDS, List.of(contents.text(step.other(), step.salt()))));
            case PIN -> one(entry, space.pin(id, true));
            case UNPIN -> one(entry, space.pin(id, false));
            case LINK -> one(entry, space.link(link(model, step, entry)));
            case UNLINK ->
                apply(
                        space,
                        entry,
                        new MemoryOp.RemoveLink(id, model.require(step.other()).id, LinkType.SIMILAR, Cause.HOST));
            case MOVE -> apply(space, entry, new MemoryOp.Move(id, TIERS[Math.floorMod(step.salt(), 3)], Cause.HOST));
            case ADJUST ->
                apply(space, entry, MemoryOp.Adjust.importance(id, Math.floorMod(step.salt(), 11) / 10.0, Cause.HOST));
            case QUARANTINE -> apply(space, entry, new MemoryOp.Quarantine(id, Cause.HOST));
            case RELEASE -> apply(space, entry, new MemoryOp.Release(id, Cause.HOST));
            case FORGET -> forget(space, entry);
            case ERASE -> erase(space, model, entry);
            case UNDO -> undo(space, model, entry);
            case FEEDBACK -> {
                space.feedback(Set.of(id), OUTCOMES[Math.floorMod(step.salt(), 3)]);
                yield Made.NOTHING;
            }
            default -> throw new IllegalArgumentException(step.line());
        };
    }

    private static Link link(ScopeModel model, Step step, Entry entry) {
        return Link.of(entry.id, model.require(step.other()).id, LinkType.SIMILAR);
    }

    private static Made one(Entry entry, Memory memory) {
        return Made.of(entry.number, memory);
    }

    private static Made apply(MemorySpace space, Entry entry, MemoryOp op) {
        return one(entry, space.apply(List.of(op)).getFirst());
    }

    private static Made forget(MemorySpace space, Entry entry) {
        if (!space.forget(entry.id)) {
            throw new Mismatch("a memory was forgotten before it was", entry.toString());
        }
        try {
            return one(entry, space.history(entry.id).getLast());
        } catch (MemoryException e) {
            return Made.NOTHING; // retention has already removed it
        }
    }

    private static Made erase(MemorySpace space, ScopeModel model, Entry entry) {
        ErasureReceipt receipt = space.erase(Erasure.of(entry.id));
        requireErased(
                receipt, model.closure(entry).stream().filter(Entry::isReadable).toList());
        return Made.NOTHING;
    }

    private static void requireErased(ErasureReceipt receipt, List<Entry> wanted) {
        Set<MemoryId> erased = new HashSet<>();
        receipt.entries().forEach(each -> erased.add(each.id()));
        for (Entry entry : wanted) {
            if (!erased.contains(entry.id)) {
                throw new Mismatch("a receipt does not name all that was to be erased", entry.toString());
            }
        }
    }

    private static Made undo(MemorySpace space, ScopeModel model, Entry entry) {
        List<Version> versions = new ArrayList<>();
        for (Memory memory : space.undo(List.of(entry.sequence))) {
            Entry undone = model.byId(memory.id());
            if (undone == null) {
                throw new Mismatch("undo changed a memory that the commit did not", memory.id() + " for " + entry);
            }
            versions.add(Version.of(undone.number, memory));
        }
        return new Made(versions, null, null);
    }
}
