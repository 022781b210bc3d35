package dev.memcore.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes incomplete tool exchanges, because chat models reject calls without results and results without calls. Needed
 * only if messages of a window were erased, forgotten or quarantined, because LangChain4j's windows keep exchanges
 * whole.
 */
final class WholeExchanges {
    private WholeExchanges() {}

    /**
     * Returns the messages without incomplete exchanges. It omits a result that answers no call of the message before.
     * It also omits a call with missing results, unless its exchange ends the list, because results may still follow.
     * O(messages).
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

    /** The part of an exchange that can stay: a message and the results after it. */
    private static List<ChatMessage> kept(List<ChatMessage> exchange, boolean last) {
        ChatMessage first = exchange.getFirst();
        if (first instanceof ToolExecutionResultMessage) {
            return List.of();
        }
        List<ChatMessage> kept = new ArrayList<>(List.of(first));
        List<String> open = new ArrayList<>(); // ids may be null, and several calls may have the same id
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
