package dev.memcore.tools.memory;

import dev.memcore.api.EventTime;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Page;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.tools.call.DateArgument;
import dev.memcore.tools.call.MemoryLines;
import dev.memcore.tools.call.Parameter;
import dev.memcore.tools.call.TimeRange;
import dev.memcore.tools.call.Tool;
import dev.memcore.tools.call.Tool.Effect;
import dev.memcore.tools.call.ToolFailure;
import dev.memcore.tools.call.ToolInput;
import dev.memcore.tools.call.ToolServices;
import java.util.ArrayList;
import java.util.List;

/** Adds, searches, updates, forgets and lists memories: the operations of Mem0, Memory-R1 and Mem-alpha. */
public final class MemoryGroup {
    static final int MOST_QUERY = 2_000;
    static final int MOST_HITS = 50;
    private static final int LISTED = 20;
    private static final int MOST_LISTED = 100;

    private final ToolServices services;

    /** Creates the tools of a space. */
    public MemoryGroup(ToolServices services) {
        this.services = services;
    }

    /** Returns the tools of this group. */
    public List<Tool> tools() {
        return List.of(adding(), searching(), updating(), forgetting(), listing());
    }

    private Tool adding() {
        return new Tool(
                "memory_add",
                "Store one statement for later conversations. Write it so that it can be understood alone.",
                statement(),
                Effect.ADDS,
                this::add);
    }

    /** The parameters of a statement to store. */
    List<Parameter> statement() {
        return List.of(
                Parameter.text("text", "The statement", services.mostTextChars()),
                Parameter.text(
                                "key",
                                "Name of a fact with one current value, e.g. 'home address'; the new"
                                        + " value replaces the old one",
                                Arguments.MAX_NAME)
                        .optional(),
                Parameter.text("date", "When it happened: " + DateArgument.FORMAT, 40)
                        .optional());
    }

    private Tool searching() {
        return new Tool(
                "memory_search",
                "Find memories by meaning and words, best first. A question works best.",
                question(),
                Effect.READS,
                this::search);
    }

    /** The parameters of a search. */
    static List<Parameter> question() {
        return List.of(
                Parameter.text("query", "", MOST_QUERY),
                Parameter.integer("limit", "Default " + MemoryQuery.DEFAULT_LIMIT, 1, MOST_HITS)
                        .optional(),
                Parameter.text("from", "Only from this date on", 40).optional(),
                Parameter.text("to", "Only up to this date", 40).optional());
    }

    private Tool updating() {
        return new Tool(
                "memory_update",
                "Replace the text of a memory. The old text stays in its history.",
                List.of(id(), Parameter.text("text", "The new text", services.mostTextChars())),
                Effect.REPLACES,
                this::update);
    }

    private Tool forgetting() {
        return new Tool(
                "memory_forget",
                "Remove a memory, so that it is not found again.",
                List.of(id()),
                Effect.REMOVES,
                this::forget);
    }

    private Tool listing() {
        return new Tool(
                "memory_list",
                "List memories, oldest first, or show the whole text of one.",
                List.of(
                        Parameter.text("id", "Only this memory, with its whole text", 40)
                                .optional(),
                        Parameter.integer("start", "With id: first character to show", 0, Integer.MAX_VALUE)
                                .optional(),
                        Parameter.text("kind", "Only this kind, e.g. note, fact, turn", Arguments.MAX_NAME)
                                .optional(),
                        Parameter.integer("limit", "Default " + LISTED, 1, MOST_LISTED)
                                .optional(),
                        Parameter.text("after", "Id of the last memory of the previous page", 40)
                                .optional()),
                Effect.READS,
                this::list);
    }

    static Parameter id() {
        return Parameter.text("id", "Id of the memory", 40);
    }

    String add(ToolInput input) {
        return "Stored memory "
                + services.space().remember(observation(input).build()).id() + ".";
    }

    /** The statement of a call, as a fact if it has a key. */
    Observation.Builder observation(ToolInput input) {
        String text = input.text("text");
        Observation.Builder observed = input.optionalText("key")
                .map(key -> Observation.fact(key, text))
                .orElseGet(() -> Observation.builder(text));
        DateArgument dates = new DateArgument(input, services.zone());
        dates.start("date")
                .ifPresent(start -> observed.eventTime(
                        new EventTime(start, dates.end("date").orElseThrow())));
        return observed;
    }

    private String search(ToolInput input) {
        return search(input, MemoryFilter.builder());
    }

    /** The memories that a filter accepts and that fit a question best, one line each. */
    String search(ToolInput input, MemoryFilter.Builder filter) {
        TimeRange.add(filter, input, services.zone(), "from", "to");
        MemoryQuery query = MemoryQuery.builder(input.text("query"))
                .limit(input.integer("limit", MemoryQuery.DEFAULT_LIMIT))
                .minRelevance(MemoryQuery.PROMPT_MIN_RELEVANCE)
                .joinedCopies(true)
                .filter(filter.build())
                .build();
        List<Memory> hits = services.space().recall(query).memories();
        return hits.isEmpty()
                ? "No memory was found."
                : services.results()
                        .list("", MemoryLines.of(hits, services.zone()), "Use a smaller limit or a narrower query.");
    }

    private String update(ToolInput input) {
        Memory memory = services.changeable(input.text("id"));
        services.space()
                .apply(List.of(
                        new MemoryOp.Revise(memory.id(), input.text("text"), 0, Cause.of("tool:memory_update"))));
        return "Updated memory " + memory.id() + ".";
    }

    String forget(ToolInput input) {
        MemoryId id = services.changeable(input.text("id")).id();
        return services.space().forget(id) ? "Forgot memory " + id + "." : "Memory " + id + " was already forgotten.";
    }

    private String list(ToolInput input) {
        if (input.has("id")) {
            return input.rest("start", services.memory(input.text("id")).text());
        }
        MemoryFilter.Builder filter = MemoryFilter.builder();
        input.optionalText("kind").map(MemoryGroup::shown).ifPresent(filter::kind);
        MemoryId after = input.optionalText("after").map(ToolServices::id).orElse(null);
        Page page = services.space().list(filter.build(), after, input.integer("limit", LISTED));
        if (page.memories().isEmpty()) {
            return "There are no memories" + (after == null ? "." : " after " + after + ".");
        }
        List<String> lines = new ArrayList<>(MemoryLines.of(page.memories(), services.zone()));
        page.nextPage().ifPresent(next -> lines.add("There are more memories: after=" + next));
        return services.results().list("", lines, "Continue with after and the last id that is shown.");
    }

    private static Kind shown(String name) {
        Kind kind = Kind.of(name);
        if (kind.isHidden()) {
            throw new ToolFailure("Memories of the kind '" + kind + "' are not listed.");
        }
        return kind;
    }
}
