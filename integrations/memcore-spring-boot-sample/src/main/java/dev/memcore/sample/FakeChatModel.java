package dev.memcore.sample;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * A fake of a chat model, which needs no network. It answers a question with the first memory that the prompt contains, word
 * for word, and anything else with "Noted.".
 */
final class FakeChatModel implements ChatModel {
    /** A memory in the XML that the advisor adds. */
    private static final Pattern MEMORY = Pattern.compile("<item\\b[^>]*>(.*?)</item>", Pattern.DOTALL);

    @Override
    public ChatResponse call(Prompt prompt) {
        String last =
                Objects.requireNonNullElse(prompt.getInstructions().getLast().getText(), "");
        return new ChatResponse(List.of(new Generation(new AssistantMessage(answer(last)))));
    }

    private static String answer(String message) {
        String question = message.lines().findFirst().orElse("");
        if (!question.strip().endsWith("?")) {
            return "Noted.";
        }
        Matcher memory = MEMORY.matcher(message);
        return memory.find() ? memory.group(1).strip() : "I do not know.";
    }
}
