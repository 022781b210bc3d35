package dev.memcore.bench.soak.model;

import dev.memcore.bench.soak.model.Plot.Use;
import dev.memcore.bench.soak.model.Step.Interrupt;
import dev.memcore.bench.soak.model.Step.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Draws the next step of a scope. For one thread. */
public final class StepChoice {
    private static final int TRIES = 20;
    private static final int SESSIONS = 2;
    private static final int KEYS = 4;
    private static final int LARGEST_BATCH = 6;
    private static final int LONGEST_DELAY_BITS = 12;

    private static final Map<Use, Map<Kind, Integer>> WEIGHTS = weights();

    private final SplittableRandom random;
    private final Set<Kind> skipped;
    private final boolean interrupts;

    /**
     * Creates the choice of a worker.
     *
     * @param skipped kinds of steps that are not drawn
     * @param interrupts whether threads are interrupted
     */
    public StepChoice(SplittableRandom random, Set<Kind> skipped, boolean interrupts) {
        this.random = random;
        this.skipped = Set.copyOf(skipped);
        this.interrupts = interrupts;
    }

    private static Map<Use, Map<Kind, Integer>> weights() {
        Map<Use, Map<Kind, Integer>> weights = new EnumMap<>(Use.class);
        Map<Kind, Integer> reads = new EnumMap<>(
                Map.of(Kind.RECALL, 40, Kind.GET, 40, Kind.LIST, 5, Kind.HISTORY, 15, Kind.USAGE, 12, Kind.WALK, 12));
        reads.putAll(Map.of(Kind.AS_OF, 4, Kind.VERIFY, 2, Kind.MARK, 2, Kind.FEEDBACK, 16, Kind.UNDO, 8));
        Map<Kind, Integer> notes = new EnumMap<>(reads);
        notes.putAll(Map.of(
                Kind.REMEMBER, 30, Kind.REMEMBER_ONCE, 10, Kind.REMEMBER_AGAIN, 6, Kind.BATCH, 8, Kind.DUPLICATE, 6));
        notes.putAll(Map.of(Kind.DERIVE, 6, Kind.FACT, 12, Kind.FACT_NOW, 10, Kind.REVISE, 12, Kind.REKEY, 6));
        notes.putAll(Map.of(Kind.PIN, 8, Kind.UNPIN, 5, Kind.LINK, 12, Kind.UNLINK, 5, Kind.MOVE, 8));
        notes.putAll(Map.of(Kind.ADJUST, 6, Kind.QUARANTINE, 4, Kind.RELEASE, 4, Kind.FORGET, 12, Kind.ERASE, 1));
        weights.put(Use.NOTES, notes);
        Map<Kind, Integer> talk = new EnumMap<>(reads);
        talk.putAll(Map.of(Kind.TURN, 40, Kind.REPLY, 15, Kind.TURNS, 10, Kind.WINDOW, 50, Kind.REVISE, 5));
        talk.putAll(Map.of(Kind.PIN, 5, Kind.UNPIN, 3, Kind.FORGET, 8, Kind.ERASE, 1, Kind.MOVE, 6, Kind.LINK, 4));
        weights.put(Use.TALK, talk);
        Map<Kind, Integer> tools = new EnumMap<>(talk);
        tools.putAll(Map.of(Kind.CALL, 25, Kind.RESULT, 45, Kind.REPLY, 10));
        weights.put(Use.TOOLS, tools);
        Map<Kind, Integer> facts = new EnumMap<>(Map.of(
                Kind.TIMED_FACT, 30, Kind.FACT_NOW, 30, Kind.FACT_AT, 30, Kind.LIST, 5, Kind.GET, 10, Kind.VERIFY, 4));
        weights.put(Use.FACTS, facts);
        return weights;
    }

    /** Returns the next step, which is applicable in the state of the model. */
    Step next(Plot plot, ScopeModel model) {
        Applicable applicable = new Applicable(plot);
        for (int i = 0; i < TRIES; i++) {
            Step step = draw(kind(plot.use()), model);
            if (applicable.test(model, step)) {
                return step;
            }
        }
        Kind first = first(plot.use());
        return draw(first, model);
    }

    private static Kind first(Use use) {
        return switch (use) {
            case NOTES -> Kind.REMEMBER;
            case TALK, TOOLS -> Kind.TURN;
            case FACTS -> Kind.TIMED_FACT;
        };
    }

    private Kind kind(Use use) {
        Map<Kind, Integer> weights = WEIGHTS.getOrDefault(use, Map.of());
        List<Kind> kinds = new ArrayList<>(weights.keySet());
        kinds.removeAll(skipped);
        int total =
                kinds.stream().mapToInt(kind -> weights.getOrDefault(kind, 0)).sum();
        int drawn = random.nextInt(Math.max(1, total));
        for (Kind kind : kinds) {
            drawn -= weights.getOrDefault(kind, 0);
            if (drawn < 0) {
                return kind;
            }
        }
        return first(use);
    }

    private Step draw(Kind kind, ScopeModel model) {
        int fresh = model.next();
        long salt = random.nextLong() >>> 1;
        return switch (kind) {
            case REMEMBER, REMEMBER_ONCE, DUPLICATE -> step(kind, fresh, 0, salt);
            case BATCH, TURNS -> step(kind, fresh, random.nextInt(2, LARGEST_BATCH), salt);
            case DERIVE -> step(kind, fresh, any(model), salt);
            case TURN, REPLY, CALL, RESULT -> step(kind, fresh, random.nextInt(SESSIONS), salt);
            case FACT -> step(kind, fresh, random.nextInt(KEYS), salt);
            case TIMED_FACT -> step(kind, fresh, random.nextInt(KEYS), dated(salt));
            case FACT_NOW -> step(kind, 0, random.nextInt(KEYS), salt);
            case FACT_AT -> step(kind, 0, random.nextInt(KEYS), dated(salt));
            case WINDOW -> step(kind, 0, random.nextInt(SESSIONS), salt);
            case REVISE, REKEY -> step(kind, any(model), fresh, salt);
            case LINK -> step(kind, any(model), any(model), salt);
            case UNLINK -> unlink(model, salt);
            case AS_OF, LIST, VERIFY, MARK, ERASE_ALL -> step(kind, 0, 0, salt);
            default -> step(kind, any(model), 0, salt);
        };
    }

    private static long dated(long salt) {
        return Contents.datedSalt(salt, Instant.now()) & Long.MAX_VALUE;
    }

    private Step unlink(ScopeModel model, long salt) {
        for (Entry entry : model.entries()) {
            if (entry.isActive() && !entry.links.isEmpty()) {
                return step(Kind.UNLINK, entry.number, entry.links.iterator().next(), salt);
            }
        }
        return step(Kind.UNLINK, 0, 0, salt);
    }

    private int any(ScopeModel model) {
        return model.next() == 0 ? 0 : random.nextInt(model.next());
    }

    private Step step(Kind kind, int target, int other, long salt) {
        return new Step(kind, target, other, salt, interrupt());
    }

    /** Two thirds of the calls: half of these before the call, the others at a moment during it, sooner rather than later. */
    private Interrupt interrupt() {
        int drawn = interrupts ? random.nextInt(3) : 2;
        if (drawn == 0) {
            return Interrupt.BEFORE;
        }
        return drawn == 1 ? new Interrupt(1L << random.nextInt(LONGEST_DELAY_BITS + 1)) : Interrupt.NONE;
    }
}
