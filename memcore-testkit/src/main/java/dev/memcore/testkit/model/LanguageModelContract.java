package dev.memcore.testkit.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.model.LanguageModel;
import dev.memcore.spi.model.ModelMessage;
import dev.memcore.spi.model.ModelReply;
import dev.memcore.spi.model.ModelRequest;
import dev.memcore.spi.model.ModelTool;
import dev.memcore.spi.model.ModelToolCall;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of {@link LanguageModel} as tests. An implementer extends this class and implements {@link #create},
 * usually with a fake server. Timeouts are not tested, because they depend on the server.
 */
@Timeout(60)
public abstract class LanguageModelContract {
    private static final ModelToolCall CALL = new ModelToolCall("call-1", "memory_search", "{\"query\": \"tea\"}");

    /** The contract's tests, for a model that {@link #create} makes. */
    protected LanguageModelContract() {}

    /**
     * Returns a model whose provider gives these replies in order, and then fails.
     *
     * @param replies without counts of tokens
     */
    protected abstract LanguageModel create(List<ModelReply> replies);

    private static ModelRequest asking(String text) {
        return ModelRequest.builder().user(text).build();
    }

    /** Texts are returned as the provider gives them, whatever their characters. */
    @Test
    protected void textsArriveUnchanged() throws InterruptedException {
        List<String> texts = List.of("Tea.", "Zo\u00EB said \"tea\"\n\tand \u8336 \uD83C\uDF75 <b>{}</b>");
        LanguageModel model = create(texts.stream().map(ModelReply::of).toList());
        for (String text : texts) {
            assertEquals(
                    text, model.complete(asking("What does Zo\u00EB drink?")).text());
        }
    }

    /** Tool calls arrive with id, name and arguments, and their results can be sent. */
    @Test
    protected void toolCallsArriveWithTheirArguments() throws InterruptedException {
        LanguageModel model = create(List.of(ModelReply.calling("", CALL), ModelReply.of("Green tea.")));
        ModelRequest asked = ModelRequest.builder()
                .system("Use the tools.")
                .user("What does Zo\u00EB drink?")
                .tools(List.of(new ModelTool(
                        "memory_search",
                        "Searches memory.",
                        "{\"type\":\"object\",\"properties\":{\"query\":{\"type\":\"string\"}}}")))
                .build();
        ModelReply reply = model.complete(asked);
        assertEquals(List.of(CALL), reply.calls());
        ModelRequest next = ModelRequest.builder()
                .messages(asked.messages())
                .message(reply.message())
                .message(ModelMessage.result("call-1", "Zo\u00EB drinks green tea."))
                .tools(asked.tools())
                .build();
        assertEquals("Green tea.", model.complete(next).text());
    }

    /** A thread that was interrupted before the call gets no reply, and its interrupt is cleared. */
    @Test
    protected void anInterruptCancelsTheCall() {
        LanguageModel model = create(List.of(ModelReply.of("Tea.")));
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> model.complete(asking("Tea?")));
        assertFalse(Thread.interrupted());
    }

    /** A provider that fails is a failure of the component. */
    @Test
    protected void aFailingProviderIsAFailureOfTheComponent() {
        LanguageModel model = create(List.of());
        MemoryException failure = assertThrows(MemoryException.class, () -> model.complete(asking("Tea?")));
        assertEquals(ErrorCode.COMPONENT_FAILED, failure.code());
    }

    /** A null request is refused. */
    @Test
    @SuppressWarnings("NullAway") // the test is about null
    protected void nullIsRefused() {
        LanguageModel model = create(List.of(ModelReply.of("Tea.")));
        MemoryException failure = assertThrows(MemoryException.class, () -> model.complete(null));
        assertEquals(ErrorCode.INVALID_ARGUMENT, failure.code());
    }
}
