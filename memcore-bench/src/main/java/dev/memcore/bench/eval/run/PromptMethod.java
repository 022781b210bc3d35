package dev.memcore.bench.eval.run;

import dev.memcore.api.Memory;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Recalled;
import dev.memcore.api.context.Context;
import dev.memcore.api.context.ContextLine;
import dev.memcore.api.context.ContextOmission;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.bench.eval.measure.Asked;
import dev.memcore.bench.eval.measure.Group;
import dev.memcore.spi.Embedder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A way to make the prompt of a question. */
interface PromptMethod {
    /** The number of hits of the methods that show a fixed number. */
    int HITS = 10;

    Prompt prompt(MemorySpace space, Group group, Asked asked, int budget);

    /**
     * A prompt.
     *
     * @param shown the tokens of each document that it shows, in the order of the prompt
     */
    record Prompt(Map<String, Integer> shown, int tokens, String text) {}

    /** Returns all methods by their names. */
    static Map<String, PromptMethod> all(EvaluationSet set, Evaluation evaluation, Embedder embedder) {
        Map<String, PromptMethod> methods = new LinkedHashMap<>();
        methods.put("memcore", (space, group, asked, budget) -> context(set, evaluation, space, asked, budget));
        methods.put("window", (space, group, asked, budget) -> WindowPrompts.latest(group, asked, budget));
        methods.put("history", (space, group, asked, budget) -> WindowPrompts.history(group, asked, budget));
        methods.put("hits", (space, group, asked, budget) -> hits(set, evaluation, space, group, asked, budget));
        methods.put("langchain4j", new LangChainPrompts(embedder));
        return methods;
    }

    private static Prompt context(
            EvaluationSet set, Evaluation evaluation, MemorySpace space, Asked asked, int budget) {
        Context context = space.context(
                ContextRequest.builder(evaluation.query(asked), budget).build());
        Map<String, Integer> shown = new LinkedHashMap<>();
        for (ContextLine line : context.lines()) {
            Memory memory = line.memory();
            String id = memory == null ? null : set.idOf(memory);
            if (id != null) {
                shown.put(id, PromptTrial.COUNTER.count(line.text()));
            }
        }
        // The text of a copy is in the prompt, by the line of the memory that it is a copy of.
        context.omitted(ContextOmission.Reason.COPY)
                .forEach(copy -> space.get(copy).ifPresent(memory -> {
                    String id = set.idOf(memory);
                    if (id != null) {
                        shown.putIfAbsent(id, PromptTrial.COUNTER.count(memory.text()));
                    }
                }));
        return new Prompt(shown, context.tokens(), context.text());
    }

    private static Prompt hits(
            EvaluationSet set, Evaluation evaluation, MemorySpace space, Group group, Asked asked, int budget) {
        List<String> lines = new ArrayList<>();
        Map<String, Integer> shown = new LinkedHashMap<>();
        int used = 0;
        for (Recalled hit : space.recall(evaluation.query(asked).withLimit(HITS))) {
            String id = set.idOf(hit.memory());
            String speaker = hit.memory().speaker();
            String line = speaker == null
                    ? hit.memory().text()
                    : speaker + ": " + hit.memory().text();
            int tokens = PromptTrial.COUNTER.count(line + "\n");
            if (id != null && used + tokens <= budget) {
                used += tokens;
                lines.add(line);
                shown.put(id, PromptTrial.COUNTER.count(hit.memory().text()));
            }
        }
        Prompt window = WindowPrompts.fitting(group, asked, budget - used);
        window.shown().forEach(shown::putIfAbsent);
        return new Prompt(shown, used + window.tokens(), window.text() + "\n" + String.join("\n", lines));
    }
}
