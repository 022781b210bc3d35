package dev.memcore.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * Tool calls with all their results: chat models refuse one without the other. Needed only where something was taken out of
 * a window (erased, forgotten, quarantined), since windows themselves are careful.
 */
final class WholeExchanges {
    private WholeExchanges() {}

    /**
     * The messages without torn exchanges: a result without its call is left out, and a call of which results are missing,
     * unless it comes last and is being answered. Results follow their call directly. O(messages).
     */
    static List<ChatMessage> of(List<ChatMessage> messages) {
        List<ChatMessage> whole = new ArrayList<>(messages.size());
        for (int at = 0; at < messages.size(); ) {
            int end = at + 1;
            while (end < messages.size() && messages.get(end) instanceof ToolExecutionResultMessage) {
                end++;
            }
            whole.addAll(kept(messages.subList(at, end), end == messages.size()));
            at = end;
        }
        return whole;
    }

    /** What can stay of a message and the results after it. */
    private static List<ChatMessage> kept(List<ChatMessage> exchange, boolean last) {
        ChatMessage first = exchange.getFirst();
        if (first instanceof ToolExecutionResultMessage) {
            return List.of();
        }
        if (first instanceof AiMessage call && call.hasToolExecutionRequests()) {
            return last || call.toolExecutionRequests().size() < exchange.size() ? exchange : List.of();
        }
        return List.of(first);
    }
}
