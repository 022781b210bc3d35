package dev.memcore.cli.shell.context;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.MemoryView;
import dev.memcore.api.Page;
import dev.memcore.api.Principal;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.Screen;
import dev.memcore.cli.shell.terminal.Lines;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The state of a shell: the store, the principal, the screen, and the memories that were shown. For one thread. */
public final class ShellContext {
    private static final Pattern NUMBER = Pattern.compile("#(\\d{1,9})");
    private static final Pattern WHOLE_ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern END_OF_ID = Pattern.compile("[0-9a-f-]{4,35}");

    private final MemoryManager store;
    private final Screen screen;
    private final Lines lines;
    private final ShownMemories shown;
    private Principal reader;
    private boolean left;

    public ShellContext(MemoryManager store, Principal reader, Screen screen, Lines lines, ShownMemories shown) {
        this.store = store;
        this.reader = reader;
        this.screen = screen;
        this.lines = lines;
        this.shown = shown;
    }

    public MemoryManager store() {
        return store;
    }

    public Screen screen() {
        return screen;
    }

    public ShownMemories shown() {
        return shown;
    }

    public Principal reader() {
        return reader;
    }

    /** Changes the principal. */
    public void sit(Principal reader) {
        this.reader = reader;
    }

    /** Ends the shell. */
    public void leave() {
        left = true;
    }

    public boolean left() {
        return left;
    }

    /** Returns the memory space of the present principal. */
    public MemorySpace space() {
        return store.space(reader);
    }

    /** Returns the principal's view of the store at a moment; null: the present. */
    public MemoryView view(@Nullable Instant asOf) {
        return asOf == null ? space() : space().asOf(asOf);
    }

    /** Returns whether the user agrees, or has agreed beforehand. */
    public boolean agrees(boolean beforehand, String question) {
        return beforehand || lines.agrees(question);
    }

    /** Returns the memories of several references. */
    public Set<MemoryId> ids(Collection<String> references) {
        Set<MemoryId> ids = new LinkedHashSet<>();
        references.forEach(reference -> ids.add(id(reference)));
        return ids;
    }

    /**
     * The memory that is meant.
     *
     * @param reference {@code #7} as it was shown, a whole id, or at least four characters from the end of one
     */
    public MemoryId id(String reference) {
        String text = reference.toLowerCase(Locale.ROOT);
        var number = NUMBER.matcher(text);
        if (number.matches()) {
            return shown.numbered(Integer.parseInt(number.group(1)))
                    .orElseThrow(() -> new BadInput("no memory was shown as " + reference));
        }
        if (WHOLE_ID.matcher(text).matches()) {
            return MemoryId.parse(text);
        }
        if (!END_OF_ID.matcher(text).matches()) {
            throw new BadInput(reference + " is not a memory; give #7 as shown, an id, or the end of one");
        }
        return byEnd(text);
    }

    private MemoryId byEnd(String end) {
        List<MemoryId> found = endingWith(end, shown.ids());
        if (found.isEmpty()) {
            List<Memory> visible = listed(MemoryFilter.any().everywhere());
            found = endingWith(end, visible.stream().map(Memory::id).toList());
        }
        if (found.size() != 1) {
            throw new BadInput(
                    found.isEmpty()
                            ? "no memory that was shown or is in force ends with " + end
                            : found.size() + " memories end with " + end + "; give more of the id");
        }
        return found.getFirst();
    }

    private static List<MemoryId> endingWith(String end, Collection<MemoryId> ids) {
        return ids.stream().filter(id -> id.toString().endsWith(end)).toList();
    }

    /** All memories in force that the present reader sees and a filter accepts, oldest first. */
    public List<Memory> listed(MemoryFilter filter) {
        List<Memory> memories = new ArrayList<>();
        MemoryId after = null;
        do {
            Page page = space().list(filter, after, MemoryQuery.MAX_LIMIT);
            memories.addAll(page.memories());
            after = page.next();
        } while (after != null);
        return memories;
    }
}
