package dev.memcore.retrieval.conversation;

import dev.memcore.api.context.ContextOrder;
import dev.memcore.retrieval.query.Question;
import java.time.Instant;
import java.time.ZoneOffset;

/** The order in which the answer to a question is read best, by the form of the question. Stateless. */
final class QuestionOrder {
    private QuestionOrder() {}

    /**
     * Returns {@link ContextOrder#NEWEST} if the question asks for the present state, {@link ContextOrder#TIME} if it asks
     * for an order or a history, and {@link ContextOrder#DAYS} otherwise. O(length).
     */
    static ContextOrder of(String question) {
        Question asked = Question.of(question, Instant.EPOCH, ZoneOffset.UTC);
        if (asked.order().kind() == Question.Order.Kind.SEQUENCE || asked.asksForHistory()) {
            return ContextOrder.TIME;
        }
        return asked.asksForLatest() || asked.state() != null ? ContextOrder.NEWEST : ContextOrder.DAYS;
    }
}
