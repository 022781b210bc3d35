package dev.memcore.space;

import dev.memcore.api.Memory;
import dev.memcore.api.session.Fold;
import dev.memcore.spi.TokenCounter;
import java.util.List;
import java.util.Locale;

/** Names folds by their markers. Stateless. */
record FoldLabels(TokenCounter counter) {
    /** The longest start of the first message in a marker, in code points. */
    private static final int START = 40;

    Fold fold(int number, List<Memory> members) {
        long tokens = 0;
        for (Memory member : members) {
            tokens += counter.count(member.text());
        }
        String said = members.stream()
                .map(Memory::text)
                .filter(text -> !text.isBlank())
                .findFirst()
                .map(text -> ": " + start(text))
                .orElse("");
        int turns = members.size();
        String marker = String.format(
                Locale.ROOT,
                "[fold %d: %d %s, %d tokens%s]",
                number,
                turns,
                turns == 1 ? "turn" : "turns",
                tokens,
                said);
        return new Fold(number, members.stream().map(Memory::id).toList(), tokens, marker);
    }

    private static String start(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        int points = line.codePointCount(0, line.length());
        if (points <= START) {
            return line;
        }
        String start = line.substring(0, line.offsetByCodePoints(0, START));
        int space = start.lastIndexOf(' ');
        return (space > 0 ? start.substring(0, space) : start) + " \u2026";
    }
}
