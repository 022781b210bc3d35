package dev.memcore.bench.agent;

import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.context.Context;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.api.operation.Outcome;
import dev.memcore.spi.model.LanguageModel;
import dev.memcore.spi.model.ModelMessage;
import dev.memcore.spi.model.ModelReply;
import dev.memcore.spi.model.ModelRequest;
import dev.memcore.spi.model.ModelTool;
import dev.memcore.spi.model.ModelToolCall;
import dev.memcore.tools.MemoryTools;
import dev.memcore.tools.ToolResult;
import java.util.ArrayList;
import java.util.List;

/** Answers messages of a user with a language model and a memory. For one thread. */
final class ExampleAgent {
    private static final int CONTEXT_TOKENS = 1_000;

    /** The most rounds of tool calls for one message; a model that still calls tools then gets no answer. */
    private static final int MOST_ROUNDS = 8;

    private static final String INSTRUCTIONS = "You are a helpful assistant with a memory. Answer from the context, and"
            + " cite it by its numbers. Store what the user tells you about themselves with the tools.";

    private final MemorySpace space;
    private final SessionMemory session;
    private final LanguageModel model;
    private final Transcript transcript;
    private final MemoryTools tools;

    ExampleAgent(MemorySpace space, String session, LanguageModel model, Transcript transcript) {
        this.space = space;
        this.session = space.session(session);
        this.model = model;
        this.transcript = transcript;
        this.tools = MemoryTools.of(space);
    }

    /** Answers one message. */
    void answer(String message) throws InterruptedException {
        transcript.said("user", message);
        session.add(Role.USER, message);
        Context context = session.context(ContextRequest.builder(message, CONTEXT_TOKENS)
                .instructions(INSTRUCTIONS)
                .build());
        transcript.context(context);
        List<ModelMessage> messages = new ArrayList<>();
        messages.add(ModelMessage.of(Role.SYSTEM, context.text()));
        messages.add(ModelMessage.of(Role.USER, message));
        for (int round = 0; round < MOST_ROUNDS; round++) {
            ModelReply reply = model.complete(ModelRequest.builder()
                    .messages(messages)
                    .tools(modelTools())
                    .build());
            messages.add(reply.message());
            if (reply.calls().isEmpty()) {
                finish(context, reply.text());
                return;
            }
            messages.addAll(run(reply));
        }
        transcript.note("no answer after " + MOST_ROUNDS + " rounds of tool calls");
    }

    private List<ModelTool> modelTools() {
        return tools.descriptors().stream()
                .map(tool -> new ModelTool(tool.name(), tool.description(), tool.schema()))
                .toList();
    }

    /** Runs the tool calls of a reply, and stores the call and its results in the session. */
    private List<ModelMessage> run(ModelReply reply) {
        List<Observation> turns = new ArrayList<>();
        Observation.Builder made = Observation.builder(reply.text()).role(Role.ASSISTANT);
        reply.calls().forEach(call -> made.toolCallId(call.id()));
        turns.add(made.build());
        List<ModelMessage> results = new ArrayList<>();
        for (ModelToolCall call : reply.calls()) {
            ToolResult result = tools.call(call.name(), call.arguments());
            transcript.call(call, result);
            session.shown(List.of(result.text())); // the result comes from memory, so it is no new evidence
            turns.add(Observation.builder(result.text())
                    .role(Role.TOOL)
                    .toolCallId(call.id())
                    .build());
            results.add(ModelMessage.result(call.id(), result.text()));
        }
        session.addAll(turns);
        return results;
    }

    private void finish(Context context, String answer) {
        Memory stored = session.add(Role.ASSISTANT, answer);
        if (!context.cited(answer).isEmpty()) {
            space.feedback(context.cited(answer), Outcome.CITED);
        }
        transcript.said("assistant", answer);
        if (stored.observation().attributes().get(Observation.ECHO) instanceof AttributeValue.Text(String echo)) {
            transcript.note(
                    echo.equals(Observation.WHOLE_ECHO)
                            ? "repeats the context, so it is not stored as evidence"
                            : "repeats the context in part; only the rest is stored as evidence");
        }
    }
}
