package dev.memcore.context;

import dev.memcore.api.context.ContextOrder;
import dev.memcore.spi.QueryRewriter;
import dev.memcore.spi.RecallGate;
import dev.memcore.spi.TokenCounter;
import java.util.function.Function;

/**
 * What a store configures for its contexts.
 *
 * @param tokens counts the tokens of the budget
 * @param gate decides whether a message needs memory
 * @param rewriter makes the queries for a message
 * @param order returns the order that a question asks for, never {@link ContextOrder#QUESTION}
 */
public record ContextParts(
        TokenCounter tokens, RecallGate gate, QueryRewriter rewriter, Function<String, ContextOrder> order) {}
