package dev.memcore.tools.block;

import dev.memcore.api.Block;
import dev.memcore.tools.call.ToolServices;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Exact texts by name, each in a block. Names start with {@link Block#UNSHOWN}, so contexts do not show the texts. A text may be
 * empty, which the text of a block may not. Thread-safe.
 */
public final class StoredTexts {
    /** Stands in front of a stored text that is blank, or that starts with this character itself. */
    private static final String MARK = "\u2400";

    private final BlockEdits edits;
    private final String prefix;
    private final int limit;

    /** Creates texts whose names start with a prefix, with the tool as the cause of edits. */
    public StoredTexts(ToolServices services, String prefix, String tool) {
        this.edits = new BlockEdits(services.space(), tool);
        this.prefix = prefix;
        this.limit = services.mostTextChars() + 1;
    }

    /** Runs a change of several texts without other changes of this instance in between. */
    public <T> T alone(Supplier<T> change) {
        return edits.alone(change);
    }

    /** Returns the text with a name. */
    public Optional<String> get(String name) {
        return edits.blocks().get(name).map(block -> decoded(block.text()));
    }

    /** Stores a text, in place of an earlier one. */
    public void put(String name, String text) {
        String stored = encoded(text);
        edits.alone(() -> edits.blocks().set(name, stored, Math.max(limit, stored.length())));
    }

    /** Replaces a text by a function of it. Returns the new text, or empty if there is no such text. */
    public Optional<String> edit(String name, UnaryOperator<String> change) {
        return edits.edit(name, text -> encoded(change.apply(decoded(text)))).map(block -> decoded(block.text()));
    }

    /** Removes a text. Returns whether it existed. */
    public boolean remove(String name) {
        return edits.alone(() -> edits.blocks().remove(name));
    }

    /** Returns all texts of this prefix by name, sorted. O(blocks of the scope). */
    public SortedMap<String, String> all() {
        SortedMap<String, String> texts = new TreeMap<>();
        edits.blocks().list().stream()
                .filter(block -> block.name().startsWith(prefix))
                .forEach(block -> texts.put(block.name(), decoded(block.text())));
        return texts;
    }

    private static String encoded(String text) {
        return text.isBlank() || text.startsWith(MARK) ? MARK + text : text;
    }

    private static String decoded(String text) {
        return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
    }
}
