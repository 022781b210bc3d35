package dev.memcore.bench.soak.model;

import dev.memcore.bench.soak.model.Entry.State;
import org.jspecify.annotations.Nullable;

/** Determines whether a step is applicable in a state of the model, so that it must succeed. */
final class Applicable {
    private final Plot plot;

    Applicable(Plot plot) {
        this.plot = plot;
    }

    boolean test(ScopeModel model, Step step) {
        @Nullable Entry target = model.get(step.target());
        return switch (step.kind()) {
            case REMEMBER, REMEMBER_ONCE, BATCH, DUPLICATE, TURN, REPLY, TURNS, CALL, RESULT, FACT, TIMED_FACT ->
                target == null;
            case DERIVE -> target == null && isActive(model.get(step.other()));
            case ERASE_ALL, MARK, LIST, WINDOW, AS_OF, FACT_NOW, FACT_AT, VERIFY -> true;
            default -> target != null && isApplicable(model, step, target);
        };
    }

    private boolean isApplicable(ScopeModel model, Step step, Entry target) {
        return switch (step.kind()) {
            case REMEMBER_AGAIN -> target.once && !isGoneForGood(target);
            case REVISE, REKEY -> target.isActive() && target.word >= 0;
            case PIN -> target.isActive() && !target.pinned;
            case UNPIN -> target.isActive() && target.pinned;
            case LINK -> target.isActive() && canBeLinked(target, model.get(step.other()));
            case UNLINK -> target.isActive() && target.links.contains(step.other());
            case MOVE, ADJUST, FEEDBACK -> target.isActive();
            case QUARANTINE -> target.isActive() && target.word >= 0 && target.key == null;
            case RELEASE -> target.state == State.QUARANTINED;
            case FORGET -> target.isReadable();
            case ERASE -> !isGoneForGood(target);
            case UNDO -> model.commit(target.sequence) != null;
            case RECALL -> target.word >= 0;
            case GET, WALK, HISTORY, USAGE -> true;
            default -> throw new IllegalArgumentException(step.line());
        };
    }

    /** Whether nothing is left of it, or may be left of it. */
    private boolean isGoneForGood(Entry entry) {
        return entry.state == State.ERASED || (entry.state == State.FORGOTTEN && plot.isBrief());
    }

    private static boolean canBeLinked(Entry from, @Nullable Entry to) {
        return isActive(to) && to != null && to.number != from.number && !from.links.contains(to.number);
    }

    private static boolean isActive(@Nullable Entry entry) {
        return entry != null && entry.isActive();
    }
}
