package dev.memcore.consolidation.echo;

import dev.memcore.api.Kind;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.config.Limits;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.WriteStage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Prevents that a model's answer becomes evidence for what the model was shown. It examines messages with the role
 * {@link Role#ASSISTANT} or {@link Role#TOOL} in sessions for which {@link ShownTexts} has entries:
 *
 * <ul>
 *   <li>A message without an echo goes to the next stage unchanged.
 *   <li>A message that only repeats what was shown is stored with the attribute {@link Observation#ECHO}. It is part of
 *       its session's window, lists and history, but recall does not find it. The next stage is not called.
 *   <li>A message with echoes and other sentences is stored in the same way. The other sentences go to the next stage as
 *       an observation of their own, derived from the message, so recall finds them.
 * </ul>
 *
 * <p>A sentence is an echo if one shown sentence has all its content words, and both are negated or neither is. The same holds if each clause is an echo. So a changed name, number or value is not an echo, and a
 * statement in words that share no stem with the shown ones is not recognised. The rule and its word lists were written
 * for this class; {@code eval echoes} of memcore-bench measures them.
 *
 * <p>Messages of users, facts, and messages that have the attribute already are never examined. Thread-safe if the next
 * stage is.
 */
public final class EchoGuard implements WriteStage {
    /** The actor in the cause of echoes and of what was derived from them. */
    public static final String ACTOR = "echo guard";

    private static final Cause WHOLE = Cause.of(ACTOR, "repeats what the model was shown from memory");
    private static final Cause PART = Cause.of(ACTOR, "repeats in part what the model was shown from memory");

    private final WriteStage next;
    private final ShownTexts shown;
    private final Limits limits;

    /**
     * Creates a stage in front of another one.
     *
     * @param limits messages with the maximum number of attributes or sources are not examined
     */
    public EchoGuard(WriteStage next, ShownTexts shown, Limits limits) {
        this.next = Arguments.present(next, "next");
        this.shown = Arguments.present(shown, "shown");
        this.limits = Arguments.present(limits, "limits");
    }

    @Override
    public List<MemoryOp> propose(Scope scope, Observation observation, IdSource ids, Instant now) {
        String session = observation.session();
        List<ShownSentence> before = session == null || !isExamined(observation) ? List.of() : shown.of(scope, session);
        EchoSplit split = before.isEmpty() ? new EchoSplit(0, "") : EchoSplit.of(observation.text(), before);
        if (split.echoes() == 0) {
            return next.propose(scope, observation, ids, now);
        }
        boolean whole = split.fresh().isEmpty();
        MemoryId id = ids.next(now);
        List<MemoryOp> operations = new ArrayList<>();
        Observation marked = observation.toBuilder()
                .attribute(Observation.ECHO, whole ? Observation.WHOLE_ECHO : Observation.PART_ECHO)
                .build();
        operations.add(new MemoryOp.Add(id, scope, marked, whole ? WHOLE : PART));
        if (!whole) {
            operations.addAll(next.propose(scope, fresh(observation, split.fresh(), id), ids, now));
        }
        return operations;
    }

    private boolean isExamined(Observation observation) {
        Role role = observation.role();
        return (role == Role.ASSISTANT || role == Role.TOOL)
                && !observation.kind().equals(Kind.FACT)
                && !observation.kind().isHidden()
                && !observation.isEcho()
                && observation.attributes().size() < limits.attributes()
                && observation.derivedFrom().size() < limits.attributes();
    }

    private static Observation fresh(Observation observation, String text, MemoryId from) {
        return observation.toBuilder()
                .text(text)
                .idempotencyKey(null)
                .withoutToolCallIds()
                .derivedFrom(Set.of(from))
                .build();
    }
}
