package dev.memcore.space;

import dev.memcore.api.Blocks;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.MemoryView;
import dev.memcore.api.Observation;
import dev.memcore.api.Page;
import dev.memcore.api.Principal;
import dev.memcore.api.Recalled;
import dev.memcore.api.Scope;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.Status;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.config.OperationKind;
import dev.memcore.api.config.OperationSummary;
import dev.memcore.api.context.Context;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.api.fact.Facts;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.operation.ErasureTopic;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.api.operation.Outcome;
import dev.memcore.api.report.CheckReport;
import dev.memcore.api.report.ErasurePreview;
import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.api.report.SessionSummary;
import dev.memcore.api.report.Usage;
import dev.memcore.api.session.SessionFolds;
import dev.memcore.api.standing.StandingQuery;
import dev.memcore.audit.AuditLog;
import dev.memcore.commit.OperationFold;
import dev.memcore.consolidation.summary.Gist;
import dev.memcore.consolidation.summary.RunningSummary;
import dev.memcore.context.ContextAssembly;
import dev.memcore.erasure.TopicSelection;
import dev.memcore.spi.index.ReadTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The handle of one reader. Validates arguments and delegates the calls. Stateless. */
public final class ScopedSpace extends ScopedView implements MemorySpace {
    private final StoreServices engine;

    public ScopedSpace(Principal reader, StoreServices engine) {
        super(
                reader,
                engine.parts(),
                engine.gate(),
                engine.committer()::present,
                () -> {},
                engine.sessions().questions(),
                engine.observers());
        this.engine = engine;
    }

    @Override
    public Memory remember(Observation observation) {
        // Uses Arrays.asList because List.of would throw its own exception for null.
        return rememberAll(Arrays.asList(observation)).getFirst();
    }

    @Override
    public List<Memory> rememberAll(List<Observation> observations) {
        return told(changed(OperationKind.REMEMBER, () -> engine.writes().remember(principal(), observations)));
    }

    @Override
    public CompletionStage<Memory> rememberAsync(Observation observation) {
        Observation given = Arguments.present(observation, "observation");
        return async(() -> remember(given));
    }

    @Override
    public CompletionStage<List<Memory>> rememberAllAsync(List<Observation> observations) {
        List<Observation> given = Arguments.list(observations, "observations");
        return async(() -> rememberAll(given));
    }

    <T> CompletionStage<T> async(Supplier<T> call) {
        return engine.observers().async().submit(call);
    }

    private List<Memory> changed(OperationKind kind, Supplier<List<Memory>> change) {
        return run(kind, () -> engine.gate().change(change), memories -> OperationSummary.of(memories.size()));
    }

    private <T> T run(OperationKind kind, Supplier<T> call, Function<T, OperationSummary> summary) {
        return engine.observers().operations().run(kind, call, summary);
    }

    /** Answers the standing queries outside of the gate, because their listeners may close the store. */
    private List<Memory> told(List<Memory> written) {
        if (!engine.askedLater().isEmpty()) {
            engine.standing().written(written);
        }
        return written;
    }

    @Override
    public boolean forget(MemoryId id) {
        return run(
                OperationKind.FORGET,
                () -> engine.gate()
                        .change(() -> engine.writes().forget(principal(), new MemoryOp.Forget(id, Cause.HOST))),
                forgotten -> OperationSummary.of(forgotten ? 1 : 0));
    }

    @Override
    public List<Memory> apply(List<MemoryOp> operations) {
        return told(changed(OperationKind.UPDATE, () -> engine.writes().apply(principal(), operations)));
    }

    @Override
    public MemoryView asOf(Instant recorded) {
        Instant moment = Arguments.present(recorded, "recorded");
        Supplier<ReadTime> then = () -> engine.committer().asOf(moment);
        Runnable requireKept = () -> engine.horizons().require(principal(), recorded);
        return new ScopedView(
                principal(),
                engine.parts(),
                engine.gate(),
                then,
                requireKept,
                engine.sessions().questions(),
                engine.observers());
    }

    @Override
    public List<Memory> history(MemoryId id) {
        return engine.gate().call(() -> {
            List<Memory> versions = engine.parts().index().history(Arguments.present(id, "id"));
            if (versions.isEmpty()
                    || !principal().sees(versions.getLast())
                    || versions.getLast().status() == Status.QUARANTINED) {
                throw OperationFold.notFound(id);
            }
            return versions;
        });
    }

    @Override
    public Page quarantined(@Nullable MemoryId after, int limit) {
        Arguments.positiveAtMost(limit, MemoryQuery.MAX_LIMIT, "limit");
        return engine.gate().call(() -> QuarantineList.page(engine.parts().index(), principal(), after, limit));
    }

    @Override
    public List<Memory> undo(Collection<Long> commits) {
        return changed(
                OperationKind.UPDATE,
                () -> engine.undo().undo(principal()::sees, Arguments.present(commits, "commits")));
    }

    @Override
    public Memory undo(MemoryId id) {
        return changed(
                        OperationKind.UPDATE,
                        () -> List.of(engine.undo().undo(principal()::sees, Arguments.present(id, "id"))))
                .getFirst();
    }

    @Override
    public ErasureReceipt erase(Erasure request) {
        return run(
                OperationKind.ERASE,
                () -> engine.gate().change(() -> erased(Arguments.present(request, "request"))),
                ScopedSpace::summary);
    }

    @Override
    public StandingQuery recallLater(MemoryQuery query, int writes) {
        return ask(query, writes, null);
    }

    @Override
    public StandingQuery recallLater(MemoryQuery query, int writes, Consumer<Recalled> listener) {
        return ask(query, writes, Arguments.present(listener, "listener"));
    }

    private StandingQuery ask(MemoryQuery query, int writes, @Nullable Consumer<Recalled> listener) {
        Arguments.present(query, "query");
        Arguments.positive(writes, "writes");
        return engine.gate().call(() -> {
            engine.parts().limits().check(query);
            return engine.standing()
                    .add(new AskedLater(
                            this, query, writes, listener, engine.committer().published(), engine.standing()));
        });
    }

    @Override
    public ErasurePreview previewErasure(ErasureTopic topic) {
        return engine.gate().call(() -> selection(Arguments.present(topic, "topic")));
    }

    private ErasurePreview selection(ErasureTopic topic) {
        return new TopicSelection(engine.parts().index(), principal(), topic)
                .preview(engine.committer().present());
    }

    @Override
    public ErasureReceipt erase(ErasurePreview preview) {
        return run(OperationKind.ERASE, () -> engine.gate().change(() -> erased(preview)), ScopedSpace::summary);
    }

    private static OperationSummary summary(ErasureReceipt receipt) {
        return OperationSummary.of(receipt.entries().size());
    }

    private ErasureReceipt erased(ErasurePreview preview) {
        ErasurePreview given = Arguments.present(preview, "preview");
        TopicSelection.requireSame(given, selection(given.topic()));
        return given.ids().isEmpty()
                ? engine.eraser().nothing()
                : erased(Erasure.of(given.ids().toArray(MemoryId[]::new)).withCause(TopicSelection.CAUSE));
    }

    private ErasureReceipt erased(Erasure request) {
        try {
            AuditLog audit = engine.parts().audit();
            ErasureReceipt receipt = audit == null
                    ? engine.eraser().erase(principal(), request)
                    : audit.erase(
                            principal().scope(), request, () -> engine.eraser().erase(principal(), request));
            engine.usage().saveIfErased();
            return receipt;
        } finally {
            engine.contextCache().clear();
            engine.parts().shown().forget(principal().scope());
        }
    }

    @Override
    public CheckReport verify(ErasureReceipt receipt) {
        return engine.gate().call(() -> engine.eraser().verify(principal(), Arguments.present(receipt, "receipt")));
    }

    @Override
    public void feedback(Set<MemoryId> used, Outcome outcome) {
        engine.gate().change(() -> {
            SortedMap<MemoryId, Double> weights = new TreeMap<>();
            Arguments.allPresent(used, "used").forEach(id -> weights.put(id, 1.0));
            return report(weights, outcome);
        });
    }

    @Override
    public void feedback(Map<MemoryId, Double> attention, Outcome outcome) {
        engine.gate().change(() -> {
            SortedMap<MemoryId, Double> weights = new TreeMap<>();
            Arguments.present(attention, "attention").forEach((id, weight) -> {
                double given = Arguments.present(weight, "a weight of attention");
                if (!(given > 0 && given <= 1)) {
                    throw Arguments.invalid(
                            "a weight of attention must lie in (0, 1], but that of " + id + " is " + given);
                }
                weights.put(Arguments.present(id, "an id"), given);
            });
            return report(weights, outcome);
        });
    }

    private boolean report(SortedMap<MemoryId, Double> weights, Outcome outcome) {
        List<Memory> used = engine.usage().report(principal(), weights, Arguments.present(outcome, "outcome"));
        AuditLog audit = engine.parts().audit();
        if (audit != null) {
            audit.used(principal().scope(), used.stream().map(Memory::id).toList(), outcome);
        }
        engine.triggers().used(used);
        engine.contextCache().clear();
        engine.usage().flushIfDue(engine.committer());
        return true;
    }

    @Override
    public Usage usage(MemoryId id) {
        return engine.gate()
                .call(() -> get(id).map(memory -> engine.usage().of(id)).orElse(Usage.NONE));
    }

    @Override
    public Blocks blocks() {
        return new ScopedBlocks(principal(), engine.parts(), engine.committer(), engine.gate());
    }

    @Override
    public List<SessionSummary> sessions() {
        return engine.gate()
                .call(() -> SessionList.of(
                        engine.parts().index(),
                        principal(),
                        engine.parts().clock().instant()));
    }

    @Override
    public Facts facts() {
        return new ScopedFacts(this, engine.parts().clock(), engine.parts().ids());
    }

    @Override
    public Context context(ContextRequest request) {
        return context(null, request);
    }

    Context context(@Nullable SessionMemory session, ContextRequest request) {
        ContextRequest asked = Arguments.present(request, "request");
        String id = session == null ? null : session.id();
        return run(
                OperationKind.CONTEXT,
                () -> engine.gate()
                        .call(() -> audited(
                                asked,
                                engine.contextCache().get(principal(), id, asked, () -> assembled(session, asked)))),
                context -> new OperationSummary(context.lines().size(), context.degraded()));
    }

    @Override
    public CompletionStage<Context> contextAsync(ContextRequest request) {
        ContextRequest asked = Arguments.present(request, "request");
        return async(() -> context(asked));
    }

    private Context audited(ContextRequest request, Context context) {
        AuditLog audit = engine.parts().audit();
        if (audit != null) {
            List<MemoryId> ids = context.lines().stream()
                    .flatMap(line -> Stream.ofNullable(line.memory()))
                    .map(Memory::id)
                    .distinct()
                    .toList();
            audit.shown(principal().scope(), request.query().text(), ids);
        }
        return context;
    }

    private Context assembled(@Nullable SessionMemory session, ContextRequest request) {
        ZoneId zone = engine.parts().zone().apply(principal().scope());
        return new ContextAssembly(this, session, request, zone, engine.contexts()).assemble();
    }

    @Override
    public SessionMemory session(String id) {
        return engine.gate().call(() -> new ScopedSession(id, this));
    }

    @Override
    void recalled() {
        if (!engine.parts().rules().isEmpty()) {
            engine.triggers().recalled(principal().scope());
        }
    }

    void shown(String session, List<Memory> memories) {
        engine.gate().call(() -> {
            engine.parts().shown().addMemories(principal().scope(), session, memories);
            return true;
        });
    }

    void shownTexts(String session, Collection<String> texts) {
        engine.gate().call(() -> {
            engine.parts().shown().add(principal().scope(), session, texts);
            return true;
        });
    }

    void endSession() {
        engine.gate().call(() -> {
            engine.triggers().ended(principal().scope());
            return true;
        });
    }

    /** The messages of a session of exactly this scope, in the order in which they were added. */
    Stream<Memory> messages(String session) {
        MemoryFilter all = MemoryFilter.builder().session(session).build().everywhere();
        return stream(all)
                .filter(memory -> memory.scope().equals(principal().scope())
                        && memory.derivedFrom().isEmpty()
                        && !memory.kind().isHidden());
    }

    List<Memory> summaries(String session) {
        MemoryFilter running = MemoryFilter.builder()
                .session(session)
                .kind(Kind.SUMMARY)
                .attribute(Gist.KEEPER, RunningSummary.KEEPER)
                .build()
                .everywhere();
        try (Stream<Memory> found = stream(running)) {
            return found.filter(memory -> memory.scope().equals(principal().scope()))
                    .toList();
        }
    }

    SessionFolds folds(String session) {
        return new ScopedFolds(session, this, engine);
    }

    List<Memory> window(String session, int tokens) {
        if (tokens < 0) {
            throw Arguments.invalid("tokens must not be negative, but is " + tokens);
        }
        return engine.gate().call(() -> {
            requested(session, tokens);
            return engine.sessions().window(principal(), session, tokens);
        });
    }

    /** Fires the triggers of context pressure for a requested window. */
    void requested(String session, int tokens) {
        long limit = engine.triggers().pressureLimit(tokens);
        if (limit > 0) {
            Scope scope = principal().scope();
            engine.triggers().pressed(scope, engine.sessions().held(scope, session, limit), tokens);
        }
    }
}
