package dev.memcore.sample;

import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * A fake of a chat model, which needs no network. It answers a question with the memories that the prompt contains, word
 * for word, and anything else with "Noted.".
 */
final class FakeChatModel implements ChatModel {
    /** A memory in the XML that the advisor adds. */
    private static final Pattern MEMORY = Pattern.compile("<memory\\b[^>]*>(.*?)</memory>", Pattern.DOTALL);

    @Override
    public ChatResponse call(Prompt prompt) {
        String last = Objects.requireNonNullElse(prompt.getInstructions().getLast().getText(), "");
        return new ChatResponse(List.of(new Generation(new AssistantMessage(answer(last)))));
    }

    private static String answer(String message) {
        String question = message.lines().findFirst().orElse("");
        if (!question.strip().endsWith("?")) {
            return "Noted.";
        }
        String remembered = MEMORY.matcher(message)
                .results()
                .map((MatchResult memory) -> memory.group(1).strip())
                .collect(Collectors.joining(" "));
        return remembered.isEmpty() ? "I do not know." : remembered;
    }
}
