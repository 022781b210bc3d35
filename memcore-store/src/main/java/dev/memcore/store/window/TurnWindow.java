package dev.memcore.store.window;

import dev.memcore.api.Memory;
import dev.memcore.api.Role;
import dev.memcore.spi.TokenCounter;
import dev.memcore.spi.ToolExchanges;
import dev.memcore.spi.ToolExchanges.Exchange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The longest end of a conversation that fits into a budget, as a list that chat models accept: every result directly
 * follows the message that makes its call, and every call is answered before the next message that is not a result.
 *
 * @param messages the window, oldest first
 * @param settled whether older messages, if there are any, would not change the window
 */
record TurnWindow(List<Memory> messages, boolean settled) {
    // The conversation is a sequence of turns. A turn is a single message or a tool exchange. A window is an end of
    // that sequence.
    //
    // - An exchange is placed where its last message is. This matters if other messages came between. They were written
    //   before the results were known, and an agent that read the window then saw them without the exchange. With this
    //   order, the sequence grows only at its end while the session grows.
    // - An exchange with open calls is left out, together with its results, unless no other message follows its call.
    //   In that case the agent is still running its tools, and the exchange is the last turn.
    // - Results that answer no call are left out.

    /**
     * One turn of the sequence.
     *
     * @param at the index of its last message, or the number of messages if the agent is still running its tools
     */
    private record Turn(int at, List<Memory> messages) {
        long tokens(TokenCounter counter) {
            return messages.stream()
                    .mapToLong(message -> counter.count(message.text()))
                    .sum();
        }
    }

    /**
     * Returns the longest end within a budget. O(messages).
     *
     * @param known the latest messages of the session, oldest first
     * @param complete whether these are all messages of the session
     * @param tokens the budget, in tokens of the counter
     */
    static TurnWindow of(List<Memory> known, boolean complete, int tokens, TokenCounter counter) {
        ToolExchanges exchanges = ToolExchanges.of(known);
        List<Turn> turns = turns(known, exchanges);
        int cut = turns.size();
        long used = 0;
        while (cut > 0) {
            used += turns.get(cut - 1).tokens(counter);
            if (used > tokens) {
                break;
            }
            cut--;
        }
        List<Memory> window = turns.subList(cut, turns.size()).stream()
                .flatMap(turn -> turn.messages().stream())
                .toList();
        boolean settled = complete || (cut > 0 && !mayGrow(known, exchanges, turns.get(cut - 1)));
        return new TurnWindow(window, settled);
    }

    private static List<Turn> turns(List<Memory> known, ToolExchanges exchanges) {
        int lastOther = lastOther(known);
        List<Turn> turns = new ArrayList<>();
        for (int at = 0; at < known.size(); at++) {
            Exchange exchange = exchanges.of(at);
            if (exchange == null) {
                if (!isResult(known.get(at))) {
                    turns.add(new Turn(at, List.of(known.get(at))));
                }
            } else if (exchange.call() == at) {
                if (exchange.isComplete()) {
                    turns.add(new Turn(exchange.last(), messages(known, exchange)));
                } else if (at == lastOther) {
                    turns.add(new Turn(known.size(), messages(known, exchange)));
                }
            }
        }
        turns.sort(Comparator.comparingInt(Turn::at));
        return turns;
    }

    private static int lastOther(List<Memory> known) {
        int at = known.size() - 1;
        while (at >= 0 && isResult(known.get(at))) {
            at--;
        }
        return at;
    }

    private static List<Memory> messages(List<Memory> known, Exchange exchange) {
        List<Memory> messages = new ArrayList<>();
        messages.add(known.get(exchange.call()));
        exchange.results().forEach(result -> messages.add(known.get(result)));
        return messages;
    }

    /** Whether a result after a turn may answer a call that is older than all known messages. */
    private static boolean mayGrow(List<Memory> known, ToolExchanges exchanges, Turn turn) {
        int others = 0;
        for (int at = 0; at < known.size() && others <= ToolExchanges.MOST_BETWEEN; at++) {
            boolean result = isResult(known.get(at));
            if (result && at > turn.at() && exchanges.of(at) == null) {
                return true;
            }
            others += result ? 0 : 1;
        }
        return false;
    }

    private static boolean isResult(Memory message) {
        return message.observation().role() == Role.TOOL;
    }
}
