package dev.memcore.papers.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.context.Context;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.api.context.ContextSection;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.QueryRewriter;
import dev.memcore.spi.QueryRewriter.WeightedQuery;
import dev.memcore.spi.model.LanguageModel;
import dev.memcore.spi.model.ModelReply;
import dev.memcore.testkit.model.ScriptedLanguageModel;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ModelExpansionTest {
    @Test
    void theQuestionIsRepeatedFiveTimesBeforeTheText() {
        ModelExpansion expansion =
                new ModelExpansion(ScriptedLanguageModel.of(ModelReply.of("A passage.")), QueryRewriter.none());
        assertEquals(
                List.of(new WeightedQuery("What?", 1), new WeightedQuery("What?\n".repeat(5) + "A passage.", 1)),
                expansion.rewrite("What?", List.of()));
    }

    @Test
    void aModelThatFailsOrIsInterruptedAddsNothing() {
        LanguageModel failing = request -> {
            throw MemoryException.of(ErrorCode.COMPONENT_FAILED, "no network");
        };
        List<WeightedQuery> alone = List.of(new WeightedQuery("What?", 1));
        assertEquals(alone, new ModelExpansion(failing, QueryRewriter.none()).rewrite("What?", List.of()));
        LanguageModel interrupted = request -> {
            throw new InterruptedException();
        };
        assertEquals(alone, new ModelExpansion(interrupted, QueryRewriter.none()).rewrite("What?", List.of()));
        assertTrue(Thread.interrupted());
    }

    @Test
    void aTextInOtherWordsIsFoundByTheModelsPassage() {
        LanguageModel model = ScriptedLanguageModel.of(ModelReply.of("Feline, chesterfield, parlour."));
        try (MemoryManager memory = Memcore.builder()
                .queryRewriter(new ModelExpansion(model, QueryRewriter.none()))
                .build()) {
            MemorySpace space = memory.space(Scope.of("acme", "alice"));
            for (int i = 0; i < 300; i++) {
                space.remember("Note " + i + ": the kitty food costs " + i + " euros.");
            }
            Memory sofa = space.remember("The feline sleeps on the chesterfield in the parlour.");
            Context context = space.context(ContextRequest.of("Where does kitty nap?", 400));
            assertTrue(
                    context.lines(ContextSection.MEMORIES).stream().anyMatch(line -> sofa.equals(line.memory())),
                    context.text());
        }
    }
}
