package dev.memcore.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
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
     * The messages without torn exchanges: a result that answers no call of the message before is left out, and a call of
     * which results are missing, unless it comes last and is being answered. O(messages).
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
        List<ChatMessage> kept = new ArrayList<>(List.of(first));
        List<String> open = new ArrayList<>(); // ids may be null, and the same for several calls
        if (first instanceof AiMessage call && call.hasToolExecutionRequests()) {
            call.toolExecutionRequests().stream().map(ToolExecutionRequest::id).forEach(open::add);
        }
        for (ChatMessage message : exchange.subList(1, exchange.size())) {
            if (message instanceof ToolExecutionResultMessage result && open.remove(result.id())) {
                kept.add(result);
            }
        }
        return open.isEmpty() || last ? kept : List.of();
    }
}
