package dev.memcore.bench.duplicates;

import java.util.List;
import java.util.Map;

/**
 * A real text and its version after a named edit, for other commands.
 *
 * @param source the data set of the text
 * @param text the original text
 * @param edited the changed text
 * @param edit the name of the edit
 * @param same whether the edit keeps the meaning
 */
public record EditedText(String source, String text, String edited, String edit, boolean same) {
    /**
     * Returns edited texts, each made from another text.
     *
     * @param texts by source
     * @param most texts of one edit
     */
    public static List<EditedText> of(Map<String, List<String>> texts, int most, long seed) {
        return LabelledSet.of(texts, most, seed).stream()
                .map(pair -> new EditedText(
                        pair.source(),
                        pair.text(),
                        pair.edited(),
                        pair.edit().name(),
                        pair.edit().keepsMeaning()))
                .toList();
    }
}
