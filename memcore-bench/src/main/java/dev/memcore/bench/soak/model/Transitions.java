package dev.memcore.bench.soak.model;

import dev.memcore.api.Observation;
import dev.memcore.bench.soak.model.Entry.State;
import dev.memcore.bench.soak.model.Made.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Applies the effects of steps to the model. */
final class Transitions {
    private final Contents contents;

    Transitions(Contents contents) {
        this.contents = contents;
    }

    /** Applies the effect of a performed step. */
    void apply(ScopeModel model, Step step, Made made) {
        reserve(model, step);
        if (!made.ok()) {
            return;
        }
        Map<Integer, @Nullable Entry> before = new HashMap<>();
        switch (step.kind()) {
            case REMEMBER,
                    REMEMBER_ONCE,
                    BATCH,
                    DUPLICATE,
                    DERIVE,
                    TURN,
                    REPLY,
                    TURNS,
                    CALL,
                    RESULT,
                    FACT,
                    TIMED_FACT -> add(model, step, made, before);
            case UNDO -> undo(model, step, before);
            case MARK -> {
                if (made.at() != null) {
                    model.mark(made.at());
                }
            }
            case FEEDBACK -> {
                model.require(step.target()).leastUses++;
                model.require(step.target()).mostUses++;
            }
            case ERASE -> model.closure(model.require(step.target())).forEach(entry -> erase(model, entry));
            case ERASE_ALL -> model.entries().forEach(entry -> erase(model, entry));
            case FORGET -> forget(model, step, before);
            default -> change(model, step, before);
        }
        versions(model, made);
        resolveFacts(model);
        if (!before.isEmpty() && !made.versions().isEmpty()) {
            long sequence = made.versions().getFirst().sequence();
            if (sequence > 0) {
                model.committed(sequence, before);
            }
        }
    }

    /** Reserves the numbers of a step. They are used only once, even if the step did not happen. */
    private static void reserve(ScopeModel model, Step step) {
        switch (step.kind()) {
            case BATCH, TURNS -> model.use(step.target() + step.other() - 1);
            case REVISE, REKEY -> model.use(step.other());
            case MARK, ERASE_ALL -> {}
            default -> model.use(step.target());
        }
    }

    private void add(ScopeModel model, Step step, Made made, Map<Integer, @Nullable Entry> before) {
        List<Observation.Builder> additions = contents.additions(step);
        for (int i = 0; i < made.versions().size(); i++) {
            Version version = made.versions().get(i);
            Entry entry = entry(step, version, additions.get(i).build());
            before.put(entry.number, null);
            model.put(entry);
        }
    }

    private Entry entry(Step step, Version version, Observation seen) {
        boolean own = seen.text().startsWith(contents.word(version.number()));
        Entry entry = new Entry(version.number(), version.id(), seen.text(), own ? version.number() : -1);
        entry.labelled = seen.labels().contains(Contents.SECRET);
        entry.role = seen.role();
        entry.calls = seen.toolCallIds();
        entry.validFrom = seen.validFrom();
        entry.validTo = seen.validTo();
        entry.once = step.kind() == Step.Kind.REMEMBER_ONCE;
        switch (step.kind()) {
            case DERIVE -> entry.sources.add(step.other());
            case FACT, TIMED_FACT -> entry.key = Contents.key(step.other());
            case TURN, REPLY, CALL, RESULT -> entry.session = Contents.session(step.other());
            case TURNS -> entry.session = Contents.session(Math.floorMod(step.salt(), 2));
            default -> {}
        }
        return entry;
    }

    /** Marks facts without an interval as replaced, except the last recorded one of each key. */
    private static void resolveFacts(ScopeModel model) {
        Map<String, Entry> last = new HashMap<>();
        for (Entry entry : model.entries()) {
            if (entry.key != null && !entry.isTimed() && entry.isReadable()) {
                Entry earlier = last.put(entry.key, entry);
                if (earlier != null) {
                    earlier.state = State.REPLACED;
                }
                entry.state = State.ACTIVE;
            }
        }
    }

    private static void forget(ScopeModel model, Step step, Map<Integer, @Nullable Entry> before) {
        for (Entry entry : model.closure(model.require(step.target()))) {
            if (!entry.isGone()) {
                before.put(entry.number, entry.copy());
                entry.state = State.FORGOTTEN;
            }
        }
    }

    private static void erase(ScopeModel model, Entry entry) {
        entry.state = State.ERASED;
        entry.links.clear();
        entry.leastUses = 0;
        entry.mostUses = 0;
        model.entries().forEach(other -> other.links.remove(entry.number));
    }

    private void undo(ScopeModel model, Step step, Map<Integer, @Nullable Entry> before) {
        ScopeModel.Commit commit = model.commit(model.require(step.target()).sequence);
        if (commit == null) {
            throw new IllegalStateException("no commit of " + model.require(step.target()));
        }
        commit.before().forEach((number, earlier) -> {
            Entry now = model.require(number);
            if (now.state == State.ERASED) {
                return; // nothing of it is undone
            }
            before.put(number, now.copy());
            if (earlier == null) {
                now.state = State.FORGOTTEN;
            } else {
                Entry restored = earlier.copy();
                restored.words.addAll(now.words);
                restored.leastUses = now.leastUses;
                restored.mostUses = now.mostUses;
                restored.version = now.version;
                restored.sequence = now.sequence;
                restored.links.removeIf(link -> model.require(link).state == State.ERASED);
                model.put(restored);
            }
        });
    }

    private void change(ScopeModel model, Step step, Map<Integer, @Nullable Entry> before) {
        Entry entry = model.get(step.target());
        if (entry == null || !step.kind().changes() || step.kind() == Step.Kind.REMEMBER_AGAIN) {
            return;
        }
        before.put(entry.number, entry.copy());
        switch (step.kind()) {
            case REVISE -> {
                entry.text = contents.text(step.other(), step.salt());
                entry.word = step.other();
                entry.words.add(step.other());
            }
            case REKEY -> {
                entry.keyword = step.other();
                entry.words.add(step.other());
            }
            case PIN -> entry.pinned = true;
            case UNPIN -> entry.pinned = false;
            case LINK -> entry.links.add(step.other());
            case UNLINK -> entry.links.remove(step.other());
            case QUARANTINE -> entry.state = State.QUARANTINED;
            case RELEASE -> entry.state = State.ACTIVE;
            default -> {} // MOVE and ADJUST make a version, and nothing else that can be seen here
        }
    }

    private static void versions(ScopeModel model, Made made) {
        for (Version version : made.versions()) {
            Entry entry = model.get(version.number());
            if (entry != null && version.version() >= entry.version) {
                entry.version = version.version();
                entry.sequence = version.sequence();
            }
        }
    }
}
