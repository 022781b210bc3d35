package dev.memcore.api.context;

import dev.memcore.api.MemoryQuery;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request for the {@link Context} of a question. Immutable. A {@link #builder builder} creates requests:
 *
 * {@snippet :
 * ContextRequest request = ContextRequest.builder("Where do I live?", 2_000)
 *         .instructions("Answer from the memories. Cite them by their numbers.")
 *         .build();
 * String prompt = session.context(request).text();
 * }
 *
 * <p>Each section takes at most its share of the budget that the instructions leave. What a section does not need is
 * there for the memories, and what these do not need for the window.
 */
public final class ContextRequest {
    /** The largest budget in tokens: {@value}. */
    public static final int MAX_TOKENS = 10_000_000;

    // HEMA gives the retrieved memories about half of its 3,500 tokens, MemGPT's main context about as much to
    // messages.
    private static final Map<ContextSection, Double> SHARES = Map.of(
            ContextSection.BLOCKS, 0.25,
            ContextSection.FACTS, 0.15,
            ContextSection.SUMMARY, 0.10,
            ContextSection.WINDOW, 0.40);

    private final MemoryQuery query;
    private final int tokens;
    private final String instructions;
    private final ContextOrder order;
    private final ContextFormat format;
    private final boolean messages;
    private final boolean gated;
    private final boolean memoriesLast;
    private final EnumMap<ContextSection, Double> shares;

    private ContextRequest(Builder from) {
        query = from.query;
        tokens = Arguments.positive(from.tokens, "tokens");
        if (tokens > MAX_TOKENS) {
            throw MemoryException.of(
                    ErrorCode.LIMIT_EXCEEDED, "tokens are " + tokens + "; a context has at most " + MAX_TOKENS);
        }
        instructions = from.instructions;
        order = from.order;
        format = from.format;
        messages = from.messages;
        gated = from.gated;
        memoriesLast = from.memoriesLast;
        shares = new EnumMap<>(from.shares);
    }

    /** Returns a request with the defaults of the {@link Builder}. */
    public static ContextRequest of(String question, int tokens) {
        return builder(question, tokens).build();
    }

    /**
     * Creates a builder.
     *
     * @param question the question, usually the last message of the user
     * @param tokens the budget in tokens of the store's counter, 1 to {@value #MAX_TOKENS}
     */
    public static Builder builder(String question, int tokens) {
        return builder(MemoryQuery.of(question), tokens);
    }

    /**
     * Creates a builder with a query of its own. Its limit is not used: as many memories are shown as fit. Copies of a
     * statement are always joined.
     */
    public static Builder builder(MemoryQuery query, int tokens) {
        return new Builder(query, tokens);
    }

    /** Returns the query that finds the memories. */
    public MemoryQuery query() {
        return query;
    }

    /** Returns the budget in tokens of the store's counter. */
    public int tokens() {
        return tokens;
    }

    /** Returns the instructions, which are shown first; empty if there are none. */
    public String instructions() {
        return instructions;
    }

    /** Returns the order of the recalled memories. */
    public ContextOrder order() {
        return order;
    }

    /** Returns the form of the text. */
    public ContextFormat format() {
        return format;
    }

    /** Returns whether the window is returned as messages only, and not as a part of the text. */
    public boolean messages() {
        return messages;
    }

    /** Returns whether the store is searched only if the message may need memory. */
    public boolean gated() {
        return gated;
    }

    /** Returns whether the memories are shown after the window. */
    public boolean memoriesLast() {
        return memoriesLast;
    }

    /** Returns the maximum share of a section in the budget, in [0, 1]; 1 if none is set. */
    public double share(ContextSection section) {
        return shares.getOrDefault(Arguments.present(section, "section"), 1.0);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContextRequest that
                && query.equals(that.query)
                && tokens == that.tokens
                && instructions.equals(that.instructions)
                && order == that.order
                && format == that.format
                && messages == that.messages
                && gated == that.gated
                && memoriesLast == that.memoriesLast
                && shares.equals(that.shares);
    }

    @Override
    public int hashCode() {
        return Objects.hash(query, tokens, instructions, order, format, messages, gated, memoriesLast, shares);
    }

    @Override
    public String toString() {
        return "ContextRequest[query=" + query + ", tokens=" + tokens + ", instructions=" + instructions + ", order="
                + order + ", format=" + format + ", messages=" + messages + ", gated=" + gated + ", memoriesLast="
                + memoriesLast + ", shares=" + shares + "]";
    }

    /** Builds a request. Not safe for use by several threads. {@link #build()} validates the parts. */
    public static final class Builder {
        private final MemoryQuery query;
        private final int tokens;
        private String instructions = "";
        private ContextOrder order = ContextOrder.QUESTION;
        private ContextFormat format = ContextFormat.TEXT;
        private boolean messages;
        private boolean gated = true;
        private boolean memoriesLast;
        private final EnumMap<ContextSection, Double> shares = new EnumMap<>(SHARES);

        private Builder(MemoryQuery query, int tokens) {
            this.query = Arguments.present(query, "query");
            this.tokens = tokens;
        }

        /** Sets the instructions. They are shown first and whole. By default there are none. */
        public Builder instructions(String instructions) {
            this.instructions = Arguments.present(instructions, "instructions");
            return this;
        }

        /** Sets the order of the recalled memories, {@link ContextOrder#QUESTION} by default. */
        public Builder order(ContextOrder order) {
            this.order = Arguments.present(order, "order");
            return this;
        }

        /** Sets the form of the text, {@link ContextFormat#TEXT} by default. */
        public Builder format(ContextFormat format) {
            this.format = Arguments.present(format, "format");
            return this;
        }

        /** Sets whether the window is returned as messages only. By default it is a part of the text. */
        public Builder messages(boolean messages) {
            this.messages = messages;
            return this;
        }

        /**
         * Sets whether the store is searched only if the message may need memory, as the {@link
         * dev.memcore.spi.RecallGate} of the store decides. By default it is: "Thanks!" recalls nothing.
         */
        public Builder gated(boolean gated) {
            this.gated = gated;
            return this;
        }

        /**
         * Sets whether warnings, memories and conflicts are shown after the window. By default they are before it. With
         * memories last, the text before them changes only as the conversation goes on, so that the prompt cache of a
         * provider can reuse it (FlashBack, Liu et al. 2024).
         */
        public Builder memoriesLast(boolean last) {
            this.memoriesLast = last;
            return this;
        }

        /**
         * Sets the maximum share of a section in the budget, in [0, 1]; 0 leaves the section out. By default blocks have
         * .25, facts .15, the summary .1, the window .4, and the others 1.
         */
        public Builder share(ContextSection section, double share) {
            shares.put(Arguments.present(section, "section"), Arguments.unit(share, "share"));
            return this;
        }

        /** Builds the request. Throws if a part is invalid, and the message names that part. */
        public ContextRequest build() {
            return new ContextRequest(this);
        }
    }
}
