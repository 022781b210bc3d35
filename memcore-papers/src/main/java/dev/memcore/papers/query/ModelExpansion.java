package dev.memcore.papers.query;

import dev.memcore.api.Memory;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.QueryRewriter;
import dev.memcore.spi.model.LanguageModel;
import dev.memcore.spi.model.ModelRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds a query that a language model expands: the question five times, and the passage that the model expects to answer it
 * (Jagerman et al., "Query Expansion by Prompting Large Language Models", 2023). The queries of the next rewriter come
 * before it. All keep their weights; that of the expanded query is 1.
 *
 * <p>If the model fails, or the thread is interrupted, the queries of the next rewriter are used alone; an interrupt stays
 * set. One call of the model for each message. Thread-safe if the model and the next rewriter are.
 */
public final class ModelExpansion implements QueryRewriter {
    /** How often the paper repeats the question. */
    private static final int REPEATED = 5;

    private static final String PROMPT =
            "Write a short passage that answers the question. Write only the passage, in the language of the question.";

    private final LanguageModel model;
    private final QueryRewriter next;

    /** Creates an expansion of the queries of another rewriter. */
    public ModelExpansion(LanguageModel model, QueryRewriter next) {
        this.model = Arguments.present(model, "model");
        this.next = Arguments.present(next, "next");
    }

    @Override
    public List<WeightedQuery> rewrite(String message, List<Memory> before) {
        List<WeightedQuery> queries = new ArrayList<>(next.rewrite(message, before));
        String passage = passage(message);
        if (!passage.isBlank()) {
            String expanded = (message + "\n").repeat(REPEATED) + passage;
            queries.add(Math.min(queries.size(), MAX_QUERIES - 1), new WeightedQuery(expanded, 1));
        }
        return queries;
    }

    private String passage(String message) {
        try {
            return model.complete(
                            ModelRequest.builder().system(PROMPT).user(message).build())
                    .text();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        } catch (MemoryException e) {
            return "";
        }
    }
}
