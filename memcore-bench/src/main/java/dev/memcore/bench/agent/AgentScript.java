package dev.memcore.bench.agent;

import dev.memcore.api.Role;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.spi.model.LanguageModel;
import dev.memcore.spi.model.ModelMessage;
import dev.memcore.spi.model.ModelReply;
import dev.memcore.spi.model.ModelRequest;
import dev.memcore.spi.model.ModelToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fake language model for the {@link Scenario}: it answers each message of the scenario with fixed tool calls and with
 * lines of the context that it was given. So the transcript shows what memory contributes, and is the same at every run.
 */
final class AgentScript implements LanguageModel {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** The replies to a message of the user, in order. */
    private static final Map<String, List<Function<ModelRequest, ModelReply>>> REPLIES = Map.of(
            Scenario.INTRODUCTION,
            List.of(
                    calls(
                            "memory_add {\"text\": \"Lisbon\", \"key\": \"home\"}",
                            "memory_add {\"text\": \"Ada is allergic to peanuts.\"}",
                            "memory_add {\"text\": \"\"}"),
                    says("Nice to meet you, Ada. I have noted it.")),
            Scenario.EX,
            List.of(
                    calls("memory_add {\"text\": \"Ada's ex Bertrand keeps calling her.\"}"),
                    says("That sounds tiring. I have noted it.")),
            Scenario.PEANUTS,
            List.of(answersWith("peanuts", "The restaurant Casa Verde has a menu without nuts.")),
            Scenario.CORRECTION,
            List.of(
                    calls("memory_add {\"text\": \"Porto\", \"key\": \"home\"}"),
                    says("Thank you, I have corrected it.")),
            Scenario.HOME,
            List.of(answersWith("Porto", "")),
            Scenario.RESTAURANT,
            List.of(
                    calls("memory_search {\"query\": \"restaurant without nuts\", \"limit\": 3}"),
                    answersWith("Casa Verde", "")),
            Scenario.ALLERGY,
            List.of(
                    calls("memory_search {\"query\": \"peanuts\", \"limit\": 1}"),
                    updates("Ada is allergic to peanuts and kiwis."),
                    says("I have added the kiwis.")),
            Scenario.BERTRAND,
            List.of(answersWith("Bertrand", "")));

    /** How often each message was answered, and the replies that are left for the last one. */
    private final List<Function<ModelRequest, ModelReply>> left = new ArrayList<>();

    private int calls;

    @Override
    public synchronized ModelReply complete(ModelRequest request) {
        if (left.isEmpty()) {
            String asked = request.messages().stream()
                    .filter(message -> message.role() == Role.USER)
                    .reduce((earlier, later) -> later)
                    .map(ModelMessage::text)
                    .orElse("");
            left.addAll(REPLIES.getOrDefault(asked, List.of()));
        }
        if (left.isEmpty()) {
            throw MemoryException.of(ErrorCode.COMPONENT_FAILED, "the script has no reply to this message");
        }
        return numbered(left.removeFirst().apply(request));
    }

    /** Gives the calls ids that differ within the conversation. */
    private ModelReply numbered(ModelReply reply) {
        List<ModelToolCall> numbered = new ArrayList<>();
        reply.calls()
                .forEach(call -> numbered.add(new ModelToolCall("call-" + ++calls, call.name(), call.arguments())));
        return numbered.isEmpty() ? reply : ModelReply.calling(reply.text(), numbered.toArray(ModelToolCall[]::new));
    }

    private static Function<ModelRequest, ModelReply> says(String text) {
        return request -> ModelReply.of(text);
    }

    private static Function<ModelRequest, ModelReply> calls(String... calls) {
        List<ModelToolCall> made = new ArrayList<>();
        for (String call : calls) {
            int space = call.indexOf(' ');
            made.add(new ModelToolCall("call", call.substring(0, space), call.substring(space + 1)));
        }
        return request -> ModelReply.calling("", made.toArray(ModelToolCall[]::new));
    }

    /** Updates the first memory that the last tool result names. */
    private static Function<ModelRequest, ModelReply> updates(String text) {
        return request -> {
            Matcher id = ID.matcher(request.messages().getLast().text());
            String found = id.find() ? id.group() : "none";
            String arguments = "{\"id\": \"" + found + "\", \"text\": \"" + text + "\"}";
            return ModelReply.calling("", new ModelToolCall("call", "memory_update", arguments));
        };
    }

    /** Answers with the first line of the context or of the last tool result that contains a word, and adds a text. */
    private static Function<ModelRequest, ModelReply> answersWith(String word, String added) {
        return request -> {
            String line = request.messages().stream()
                    .filter(message -> message.role() != Role.USER && message.role() != Role.ASSISTANT)
                    .flatMap(message -> message.text().lines())
                    .filter(one -> one.contains(word))
                    .findFirst()
                    .map(String::strip)
                    .orElse("I do not know.");
            return ModelReply.of(added.isEmpty() ? line : line + " " + added);
        };
    }
}
