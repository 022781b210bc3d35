package dev.memcore.tools.block;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.Observation;
import dev.memcore.api.Page;
import dev.memcore.api.Role;
import dev.memcore.api.filter.Condition;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.tools.call.DateArgument;
import dev.memcore.tools.call.MemoryLines;
import dev.memcore.tools.call.Parameter;
import dev.memcore.tools.call.TimeRange;
import dev.memcore.tools.call.Tool;
import dev.memcore.tools.call.Tool.Effect;
import dev.memcore.tools.call.ToolInput;
import dev.memcore.tools.call.ToolServices;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Archival memory and recall memory of MemGPT: all memories outside conversations, and the messages of conversations. Arguments
 * are those of Letta's tools of the same names (letta/functions/function_sets/base.py). A tag is an attribute.
 */
final class ArchivalMemory {
    /** The kinds outside conversations, which archival memory has. */
    private static final List<Kind> KINDS = List.of(
            Kind.NOTE, Kind.FACT, Kind.EPISODE, Kind.SUMMARY, Kind.PROFILE, Kind.INSIGHT, Kind.PROCEDURE, Kind.LESSON);

    private static final String TAG = "tag:";
    private static final int MOST_TAGS = 20;
    private static final int MOST_TAG = 100;
    private static final int MOST_QUERY = 2_000;
    private static final int MOST_HITS = 50;

    /** RETRIEVAL_QUERY_DEFAULT_PAGE_SIZE of Letta. */
    private static final int PAGE = 5;

    private final ToolServices services;

    ArchivalMemory(ToolServices services) {
        this.services = services;
    }

    Tool inserting() {
        return new Tool(
                "archival_memory_insert",
                "Store a self-contained text in archival memory, where it can be searched later.",
                List.of(
                        Parameter.text("content", "", services.mostTextChars()),
                        Parameter.texts("tags", "Categories", MOST_TAGS, MOST_TAG)
                                .optional()),
                Effect.ADDS,
                this::insert);
    }

    Tool searching() {
        return new Tool(
                "archival_memory_search",
                "Search archival memory by meaning and words, best first.",
                List.of(
                        Parameter.text("query", "", MOST_QUERY),
                        Parameter.texts("tags", "Only memories with these tags", MOST_TAGS, MOST_TAG)
                                .optional(),
                        Parameter.choice("tag_match_mode", "Default any", "any", "all")
                                .optional(),
                        Parameter.integer("top_k", "Default " + MemoryQuery.DEFAULT_LIMIT, 1, MOST_HITS)
                                .optional(),
                        Parameter.text("start_datetime", DateArgument.FORMAT, 40)
                                .optional(),
                        Parameter.text("end_datetime", DateArgument.FORMAT, 40).optional()),
                Effect.READS,
                this::search);
    }

    Tool searchingConversations() {
        return new Tool(
                "conversation_search",
                "Search earlier messages of all conversations. Without a query, list the latest messages.",
                List.of(
                        Parameter.text("query", "", MOST_QUERY).optional(),
                        Parameter.texts("roles", "", Role.values().length, MOST_TAG)
                                .amongst("assistant", "user", "tool")
                                .optional(),
                        Parameter.integer("limit", "Default " + PAGE, 1, MOST_HITS)
                                .optional(),
                        Parameter.text("start_date", DateArgument.FORMAT, 40).optional(),
                        Parameter.text("end_date", DateArgument.FORMAT + ", inclusive", 40)
                                .optional()),
                Effect.READS,
                this::searchConversations);
    }

    private String insert(ToolInput input) {
        Observation.Builder observed = Observation.builder(input.text("content"));
        input.texts("tags").forEach(tag -> observed.attribute(TAG + tag.strip(), true));
        return "Stored memory " + services.space().remember(observed.build()).id() + " in archival memory.";
    }

    private String search(ToolInput input) {
        MemoryFilter.Builder filter = MemoryFilter.builder();
        KINDS.forEach(filter::kind);
        Condition[] tags = input.texts("tags").stream()
                .map(tag -> Condition.attribute(TAG + tag.strip()).exists())
                .toArray(Condition[]::new);
        if (tags.length > 0) {
            boolean all = input.optionalText("tag_match_mode").equals(Optional.of("all"));
            filter.where(all ? Condition.and(tags) : Condition.or(tags));
        }
        TimeRange.add(filter, input, services.zone(), "start_datetime", "end_datetime");
        return shown(recalled(input.text("query"), input.integer("top_k", MemoryQuery.DEFAULT_LIMIT), filter.build()));
    }

    private String searchConversations(ToolInput input) {
        MemoryFilter.Builder filter = MemoryFilter.builder().kind(Kind.TURN);
        Role[] roles = input.texts("roles").stream()
                .distinct()
                .map(role -> Role.valueOf(role.toUpperCase(Locale.ROOT)))
                .toArray(Role[]::new);
        if (roles.length > 0) {
            filter.where(Condition.role(roles));
        }
        TimeRange.add(filter, input, services.zone(), "start_date", "end_date");
        int limit = input.integer("limit", PAGE);
        return shown(input.optionalText("query")
                .map(query -> recalled(query, limit, filter.build()))
                .orElseGet(() -> latest(filter.build(), limit)));
    }

    private List<Memory> recalled(String query, int limit, MemoryFilter filter) {
        return services.space()
                .recall(MemoryQuery.builder(query)
                        .limit(limit)
                        .minRelevance(MemoryQuery.PROMPT_MIN_RELEVANCE)
                        .filter(filter)
                        .joinedCopies(true)
                        .build())
                .memories();
    }

    /** The latest messages, oldest first. O(messages that the filter accepts). */
    private List<Memory> latest(MemoryFilter filter, int limit) {
        Page page = services.space().list(filter, null, MemoryQuery.MAX_LIMIT);
        List<Memory> last = page.memories();
        while (page.next() != null) {
            page = services.space().list(filter, page.next(), MemoryQuery.MAX_LIMIT);
            last = page.memories().size() >= limit ? page.memories() : joined(last, page.memories());
        }
        return last.subList(Math.max(0, last.size() - limit), last.size());
    }

    private static List<Memory> joined(List<Memory> one, List<Memory> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private String shown(List<Memory> memories) {
        return memories.isEmpty()
                ? "No results found."
                : services.results()
                        .list(
                                "",
                                MemoryLines.of(memories, services.zone()),
                                "Ask for fewer, or with a narrower query.");
    }
}
