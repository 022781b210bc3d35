package dev.memcore.testkit.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.memcore.spi.model.LanguageModel;
import dev.memcore.spi.model.ModelReply;
import dev.memcore.spi.model.ModelRequest;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LanguageModelContractTest extends LanguageModelContract {
    @Override
    protected LanguageModel create(List<ModelReply> replies) {
        return ScriptedLanguageModel.of(replies.toArray(ModelReply[]::new));
    }

    @Test
    void theFakeRecordsItsRequests() throws InterruptedException {
        ModelRequest request = ModelRequest.builder().user("Tea?").build();
        AtomicInteger messages = new AtomicInteger();
        ScriptedLanguageModel model = new ScriptedLanguageModel(List.of(asked -> {
            messages.set(asked.messages().size());
            return ModelReply.of("Tea.");
        }));
        assertEquals(1, model.remaining());
        assertEquals("Tea.", model.complete(request).text());
        assertEquals(List.of(request), model.requests());
        assertEquals(1, messages.get());
        assertEquals(0, model.remaining());
    }
}
