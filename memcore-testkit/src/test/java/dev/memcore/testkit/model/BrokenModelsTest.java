package dev.memcore.testkit.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.spi.model.LanguageModel;
import dev.memcore.spi.model.ModelReply;
import dev.memcore.testkit.KitRun;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The kit rejects each wrong model by the tests of what is wrong with it. */
final class BrokenModelsTest {
    private static final int TESTS = 5;

    @Test
    void aModelThatCutsTextsFails() {
        assertEquals(Set.of("textsArriveUnchanged"), KitRun.failedTests(Cutting.class, TESTS));
    }

    @Test
    void aModelThatIgnoresInterruptsFails() {
        assertEquals(Set.of("anInterruptCancelsTheCall"), KitRun.failedTests(Deaf.class, TESTS));
    }

    static final class Cutting extends LanguageModelContract {
        @Override
        protected LanguageModel create(List<ModelReply> replies) {
            LanguageModel whole = ScriptedLanguageModel.of(replies.toArray(ModelReply[]::new));
            return request -> {
                ModelReply reply = whole.complete(request);
                int length = Math.min(reply.text().length(), 12);
                return reply.calls().isEmpty() ? ModelReply.of(reply.text().substring(0, length)) : reply;
            };
        }
    }

    static final class Deaf extends LanguageModelContract {
        @Override
        protected LanguageModel create(List<ModelReply> replies) {
            LanguageModel whole = ScriptedLanguageModel.of(replies.toArray(ModelReply[]::new));
            return request -> {
                boolean interrupted = Thread.interrupted();
                ModelReply reply = whole.complete(request);
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return reply;
            };
        }
    }
}
