package dev.memcore.space;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.RecallResult;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.context.Context;
import dev.memcore.api.context.ContextLine;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.session.SessionFolds;
import dev.memcore.api.session.Transcript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** One session of a space. Marks written memories as turns of the session, and restricts reads to it. */
final class ScopedSession implements SessionMemory {
    private final String id;
    private final ScopedSpace space;

    ScopedSession(String id, ScopedSpace space) {
        this.id =
                MemoryFilter.builder().session(id).build().sessions().iterator().next();
        this.space = space;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Memory add(Observation message) {
        return addAll(Arrays.asList(message)).getFirst();
    }

    @Override
    public List<Memory> addAll(List<Observation> messages) {
        return space.rememberAll(
                Arguments.list(messages, "messages").stream().map(this::asTurn).toList());
    }

    @Override
    public CompletionStage<Memory> addAsync(Observation message) {
        Observation given = Arguments.present(message, "message");
        return space.async(() -> add(given));
    }

    @Override
    public CompletionStage<RecallResult> recallAsync(MemoryQuery query) {
        MemoryQuery asked = Arguments.present(query, "query");
        return space.async(() -> recall(asked));
    }

    @Override
    public CompletionStage<Context> contextAsync(ContextRequest request) {
        ContextRequest asked = Arguments.present(request, "request");
        return space.async(() -> context(asked));
    }

    @Override
    public List<Memory> window(int tokens) {
        return space.window(id, tokens);
    }

    @Override
    public List<Memory> summaries() {
        return space.summaries(id);
    }

    @Override
    public SessionFolds folds() {
        return space.folds(id);
    }

    @Override
    public Transcript transcript() {
        try (Stream<Memory> messages = space.messages(id)) {
            return Transcript.of(messages, space::get);
        }
    }

    @Override
    public void end() {
        space.endSession();
    }

    @Override
    public RecallResult recall(MemoryQuery query) {
        MemoryFilter filter = Arguments.present(query, "query").filter();
        if (!filter.sessions().isEmpty() && !filter.sessions().contains(id)) {
            throw Arguments.invalid("session " + id + " is not among the sessions of the filter: " + filter.sessions());
        }
        RecallResult result = space.recall(query.toBuilder()
                .filter(filter.toBuilder().sessions(List.of(id)).build())
                .build());
        space.shown(id, result.memories());
        return result;
    }

    @Override
    public Context context(ContextRequest request) {
        Context context = space.context(this, request);
        shown(context);
        return context;
    }

    @Override
    public void shown(Context context) {
        List<Memory> memories =
                new ArrayList<>(Arguments.present(context, "context").window());
        for (ContextLine line : context.lines()) {
            Memory memory = line.memory();
            if (memory != null) {
                memories.add(memory);
            }
        }
        space.shown(id, memories);
        shown(List.of(context.text())); // with the headings and labels, which an answer may copy
    }

    @Override
    public void shown(Collection<String> texts) {
        space.shownTexts(id, Arguments.allPresent(texts, "texts"));
    }

    private Observation asTurn(Observation message) {
        Kind kind = message.kindOr(Kind.TURN);
        Tier tier = message.tierOr(kind.equals(Kind.TURN) ? Tier.SHORT : Tier.LONG);
        return message.toBuilder().session(id).kind(kind).tier(tier).build();
    }
}
