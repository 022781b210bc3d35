package dev.memcore.space;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.spi.ToolExchanges;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Selects the messages of a new fold. Stateless. */
final class FoldSelection {
    private FoldSelection() {}

    /**
     * Returns the wanted messages that are not folded yet, and the other messages of their tool exchanges. Messages of an
     * exchange with an open call are left out.
     *
     * @param all all messages of the session, in order
     */
    static List<MemoryId> of(List<Memory> all, Predicate<MemoryId> isWanted) {
        ToolExchanges exchanges = ToolExchanges.of(all);
        SortedSet<Integer> chosen = new TreeSet<>();
        for (int i = 0; i < all.size(); i++) {
            if (isWanted.test(all.get(i).id())) {
                add(i, exchanges.of(i), chosen);
            }
        }
        return chosen.stream()
                .map(all::get)
                .filter(message -> ScopedFolds.number(message) == 0)
                .map(Memory::id)
                .toList();
    }

    private static void add(int message, ToolExchanges.@Nullable Exchange exchange, SortedSet<Integer> chosen) {
        if (exchange == null) {
            chosen.add(message);
        } else if (exchange.isComplete()) {
            chosen.add(exchange.call());
            chosen.addAll(exchange.results());
        }
    }
}
