package dev.memcore.retrieval.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.api.context.ContextOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuestionOrderTest {
    @ParameterizedTest
    @CsvSource({
        "What is the latest rule for names?, NEWEST",
        "Where do I live now?, NEWEST",
        "Wo wohne ich jetzt?, NEWEST",
        "In which order did I visit the cities?, TIME",
        "Where did I live previously?, TIME",
        "Who painted the lighthouse?, DAYS",
    })
    void theFormOfTheQuestionDecides(String question, ContextOrder order) {
        assertEquals(order, QuestionOrder.of(question));
    }
}
