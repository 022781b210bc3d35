package dev.memcore.retrieval.conversation;

import dev.memcore.api.context.ContextOrder;
import dev.memcore.spi.QueryRewriter;
import dev.memcore.spi.RecallGate;

/** What the form of a message says about its context. All are stateless, and safe for any number of threads. */
public final class ConversationForms {
    private ConversationForms() {}

    /**
     * Returns a gate that stops small talk: messages that begin with words of courtesy or agreement ("Thanks", "Got it",
     * "See you"), ask for nothing, refer to nothing earlier, and name nothing new. All other messages pass, so that a
     * message is stopped only for a reason. The words are those of the library's tables for 13 languages; in other
     * languages, everything passes. O(length). {@code eval gate} of memcore-bench measures it.
     */
    public static RecallGate smallTalkGate() {
        return new SmallTalkGate();
    }

    /**
     * Returns a rewriter that adds what a message refers to. If a message has words such as "it" or "there" and no name, or
     * hardly any words, the messages before it say what is meant. Then there are up to three more queries: the message with
     * the names of the messages before it, the message after the one before it, and the latest messages together, which
     * stand for the topic (the current segment of HMT, He et al. 2024). Otherwise, the message is the only query. O(length).
     */
    public static QueryRewriter followUpQueries() {
        return new FollowUpQueries();
    }

    /**
     * Returns the order in which the answer to a question is read best: {@link ContextOrder#NEWEST} if the question asks for
     * the present state, {@link ContextOrder#TIME} if it asks for an order or a history, and {@link ContextOrder#DAYS}
     * otherwise. O(length).
     */
    public static ContextOrder orderOf(String question) {
        return QuestionOrder.of(question);
    }
}
