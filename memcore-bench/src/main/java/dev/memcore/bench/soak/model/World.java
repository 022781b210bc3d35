package dev.memcore.bench.soak.model;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Tier;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.bench.soak.model.Made.Version;
import dev.memcore.bench.soak.model.Step.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A scope of a store and its model, which change together. For one thread. */
public final class World {
    private static final int FULL = 120;

    private final Plot plot;
    private final Contents contents;
    private final Transitions transitions;
    private final Applicable applicable;
    private final Execution execution;
    private final Comparison comparison;
    private final ScopeModel model = new ScopeModel();

    /** An empty scope. */
    public World(Plot plot) {
        this.plot = plot;
        this.contents = new Contents(plot);
        this.transitions = new Transitions(contents);
        this.applicable = new Applicable(plot);
        this.execution = new Execution(contents);
        this.comparison = new Comparison(plot, contents);
    }

    /** The scope. */
    public Plot plot() {
        return plot;
    }

    /**
     * Whether it has so many memories that it should be erased. Scopes stay small, so that they can be read completely
     * and often.
     */
    public boolean isFull() {
        return model.next() > FULL;
    }

    /** Draws the next step. */
    public Step choose(StepChoice choice) {
        return choice.next(plot, model);
    }

    /** Whether a step makes sense now, so that it must succeed. */
    public boolean isApplicable(Step step) {
        return applicable.test(model, step);
    }

    /**
     * Performs a step that reads or changes the store, and compares the results with the model. If this throws, the
     * model is unchanged.
     *
     * @throws Mismatch if the store differs from the model
     * @throws MemoryException if a step fails in a way that it may not
     */
    public Made perform(MemoryManager store, Step step) {
        if (!step.kind().changes()) {
            comparison.read(space(store), store.space(plot.scope()), model, step);
            return Made.NOTHING;
        }
        Made made;
        try {
            made = execution.run(space(store), model, step);
        } catch (MemoryException e) {
            if (!step.kind().allows(e.code())) {
                throw e;
            }
            made = Made.failed(e.code());
        }
        return made;
    }

    /** Changes the model as a step has changed the store. */
    public void apply(Step step, Made made) {
        transitions.apply(model, step, made);
    }

    /** Records that a kill may have lost uses that were not yet in the log. */
    public void mayHaveLostUses() {
        model.entries().forEach(entry -> entry.leastUses = 0);
    }

    /** The unique words of what a step erases: none of them may be left. */
    public Set<String> wordsErasedBy(Step step) {
        Set<String> words = new LinkedHashSet<>();
        for (Entry entry : touched(step)) {
            if (step.kind() == Kind.ERASE || step.kind() == Kind.ERASE_ALL) {
                entry.words.forEach(word -> words.add(contents.word(word)));
            }
        }
        return words;
    }

    /** The memories that a step may take away from readers. */
    public List<MemoryId> endangeredBy(Step step) {
        return switch (step.kind()) {
            case FORGET, ERASE, ERASE_ALL, QUARANTINE, UNDO ->
                touched(step).stream().map(entry -> entry.id).toList();
            default -> List.of();
        };
    }

    /** The memories that a step has made, and that stay in force until a step endangers them. */
    public List<MemoryId> lastingMadeBy(Step step, Made made) {
        return switch (step.kind()) {
            case REMEMBER, REMEMBER_ONCE, BATCH, TURN, TURNS ->
                made.versions().stream().map(Version::id).toList();
            default -> List.of();
        };
    }

    /** The memories that a step changes, beside those that it adds. */
    private List<Entry> touched(Step step) {
        Entry target = model.get(step.target());
        if (step.kind() == Kind.ERASE_ALL) {
            return List.copyOf(model.entries());
        }
        if (target == null) {
            return List.of();
        }
        if (step.kind() == Kind.UNDO) {
            ScopeModel.Commit commit = model.commit(target.sequence);
            return commit == null
                    ? List.of(target)
                    : commit.before().keySet().stream().map(model::require).toList();
        }
        return step.kind() == Kind.FORGET || step.kind() == Kind.ERASE ? model.closure(target) : List.of(target);
    }

    /**
     * Determines whether a step was done that a kill or a failure interrupted. Both outcomes are valid, but not a part
     * of the step.
     *
     * @return what it made, or null: it was not done
     * @throws Mismatch if it was done in part
     */
    public @Nullable Made resolve(MemoryManager store, Step step) {
        Made made = switch (step.kind()) {
            case REMEMBER, DERIVE, BATCH -> find(space(store), step);
            case REMEMBER_ONCE, DUPLICATE, TURN, REPLY, TURNS, CALL, RESULT, FACT, TIMED_FACT -> repeat(store, step);
            case MARK, REMEMBER_AGAIN -> null;
            default -> resolveChange(space(store), step);
        };
        if (made == null) {
            apply(step, Made.failed(ErrorCode.CLOSED));
        } else {
            apply(step, made);
        }
        return made;
    }

    private @Nullable Made find(MemorySpace space, Step step) {
        int count = step.kind() == Kind.BATCH ? step.other() : 1;
        List<Memory> found = new ArrayList<>();
        IntStream.range(step.target(), step.target() + count).forEach(number -> {
            MemoryFilter.Builder filter =
                    MemoryFilter.builder().attribute(Contents.NUMBER, new AttributeValue.Whole(number));
            for (Tier tier : Tier.values()) {
                filter.tier(tier);
            }
            found.addAll(space.list(filter.build(), null, count).memories());
        });
        if (!found.isEmpty() && found.size() != count) {
            throw new Mismatch("a batch is there in part", found.size() + " of " + count + " of " + step.line());
        }
        return found.isEmpty() ? null : Made.of(step.target(), found);
    }

    /** Repeats the step with its idempotency keys: existing memories are returned, and missing ones are created. */
    private Made repeat(MemoryManager store, Step step) {
        Made made = execution.run(space(store), model, step);
        long commits =
                made.versions().stream().mapToLong(Version::sequence).distinct().count();
        if (commits > 1) {
            throw new Mismatch("a batch is there in part", step.line() + ": " + made.line());
        }
        return made;
    }

    private @Nullable Made resolveChange(MemorySpace space, Step step) {
        List<Integer> numbers =
                touched(step).stream().map(entry -> entry.number).toList();
        Made assumed = new Made(presentVersions(space, numbers), null, null);
        ScopeModel before = model.copy();
        ScopeModel after = model.copy();
        transitions.apply(after, step, assumed);
        try {
            compare(space, after, numbers);
            return assumed;
        } catch (Mismatch done) {
            try {
                compare(space, before, numbers);
                return null;
            } catch (Mismatch notDone) {
                throw new Mismatch(
                        step.kind() + " is neither done nor not begun",
                        step.line() + ": " + done.getMessage() + "; " + notDone.getMessage());
            }
        }
    }

    private void compare(MemorySpace space, ScopeModel candidate, List<Integer> numbers) {
        numbers.forEach(number -> comparison.state(space, candidate, candidate.require(number)));
    }

    /**
     * Returns the present versions without their commits. It is unknown which step made these, so they are not undone.
     */
    private List<Version> presentVersions(MemorySpace space, List<Integer> numbers) {
        List<Version> versions = new ArrayList<>();
        for (int number : numbers) {
            try {
                Memory last = space.history(model.require(number).id).getLast();
                versions.add(new Version(number, last.id(), last.version(), 0));
            } catch (MemoryException e) {
                // It was erased, or is in quarantine.
            }
        }
        return versions;
    }

    private MemorySpace space(MemoryManager store) {
        return store.space(Plot.cleared(plot.scope()));
    }
}
