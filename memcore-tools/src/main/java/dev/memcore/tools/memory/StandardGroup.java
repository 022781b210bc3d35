package dev.memcore.tools.memory;

import dev.memcore.api.Memory;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.tools.call.Parameter;
import dev.memcore.tools.call.Tool;
import dev.memcore.tools.call.Tool.Effect;
import dev.memcore.tools.call.ToolFailure;
import dev.memcore.tools.call.ToolInput;
import dev.memcore.tools.call.ToolServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The whole memory of a user in eight tools: those that a host without other tools needs. */
public final class StandardGroup {
    private static final String SESSION = "session";
    private static final String ROLE = "role";
    private static final int DEFAULT_CONTEXT = 1_500;

    /** Memories are counted one by one, so the count ends here. */
    private static final int MOST_COUNTED = 10_000;

    private final ToolServices services;
    private final MemoryGroup memories;
    private final ScopeListings listings;
    private final int mostTokens;

    /**
     * Creates the tools of a space.
     *
     * @param mostTokens the largest context in tokens
     */
    public StandardGroup(ToolServices services, int mostTokens) {
        this.services = services;
        this.memories = new MemoryGroup(services);
        this.listings = new ScopeListings(services);
        this.mostTokens = mostTokens;
    }

    /** Returns the tools of this group. */
    public List<Tool> tools() {
        return List.of(remembering(), recalling(), context(), facts(), forgetting(), history(), sessions(), stats());
    }

    private Tool remembering() {
        List<Parameter> parameters = new ArrayList<>(memories.statement());
        parameters.add(session("Makes it a message of this conversation"));
        parameters.add(Parameter.choice(ROLE, "Who said the message; default user", "user", "assistant", "system")
                .optional());
        return new Tool(
                "remember",
                "Store one statement for later conversations, so that it can be understood alone.",
                parameters,
                Effect.ADDS,
                this::remember);
    }

    private Tool recalling() {
        List<Parameter> parameters = new ArrayList<>(MemoryGroup.question());
        parameters.add(session("Only this conversation"));
        return new Tool(
                "recall",
                "Find memories by meaning and words, best first, each as [id] date text. A question works best.",
                parameters,
                Effect.READS,
                this::recall);
    }

    private Tool context() {
        return new Tool(
                "context",
                "All that matters for a question as one text: known facts, relevant memories, latest messages.",
                List.of(
                        Parameter.text("question", "", MemoryGroup.MOST_QUERY),
                        Parameter.integer(
                                        "tokens",
                                        "Longest text; default " + Math.min(DEFAULT_CONTEXT, mostTokens),
                                        1,
                                        mostTokens)
                                .optional(),
                        session("Adds the latest messages of this conversation")),
                Effect.READS,
                this::context);
    }

    private Tool facts() {
        return new Tool(
                "facts",
                "List the facts that have a key, as they are now. With a key, list all its values over time.",
                List.of(Parameter.text("key", "Only this fact, with its past values", Arguments.MAX_NAME)
                        .optional()),
                Effect.READS,
                input -> input.optionalText("key").map(listings::timeline).orElseGet(listings::profile));
    }

    private Tool forgetting() {
        return new Tool(
                "forget",
                "Remove a memory, so that it is not found again. Its history stays.",
                List.of(MemoryGroup.id()),
                Effect.REMOVES,
                memories::forget);
    }

    private Tool history() {
        return new Tool(
                "history",
                "List all versions of a memory, oldest first, with who changed it.",
                List.of(MemoryGroup.id()),
                Effect.READS,
                input -> listings.history(input.text("id")));
    }

    private Tool sessions() {
        return new Tool(
                "sessions",
                "List the conversations, latest first, or the messages of one.",
                List.of(
                        session("Show the messages of this one"),
                        Parameter.integer("first", "Number of the first message to show; default 1", 1, 1_000_000)
                                .optional()),
                Effect.READS,
                input -> input.optionalText(SESSION)
                        .map(id -> listings.messages(id, input.integer("first", 1)))
                        .orElseGet(listings::sessions));
    }

    private Tool stats() {
        return new Tool(
                "stats",
                "Count what is remembered: memories by kind, facts, conversations.",
                List.of(),
                Effect.READS,
                input -> listings.stats(MOST_COUNTED));
    }

    private static Parameter session(String description) {
        return Parameter.text(SESSION, description, Arguments.MAX_NAME).optional();
    }

    private String remember(ToolInput input) {
        if (!input.has(SESSION)) {
            if (input.has(ROLE)) {
                throw new ToolFailure("Argument 'role' needs 'session'.");
            }
            return memories.add(input);
        }
        if (input.has("key")) {
            throw new ToolFailure("A fact is not part of a conversation: leave out 'key' or 'session'.");
        }
        String role = input.optionalText(ROLE).orElse("user");
        Observation message = memories.observation(input)
                .role(Role.valueOf(role.toUpperCase(Locale.ROOT)))
                .build();
        Memory stored = services.space().session(input.text(SESSION)).add(message);
        return "Stored memory " + stored.id() + ".";
    }

    private String recall(ToolInput input) {
        MemoryFilter.Builder filter = MemoryFilter.builder();
        input.optionalText(SESSION).ifPresent(filter::session);
        return memories.search(input, filter);
    }

    private String context(ToolInput input) {
        int tokens = input.integer("tokens", Math.min(DEFAULT_CONTEXT, mostTokens));
        ContextRequest request = ContextRequest.of(input.text("question"), tokens);
        String text = input.optionalText(SESSION)
                .map(id -> services.space().session(id).context(request))
                .orElseGet(() -> services.space().context(request))
                .text();
        return Stream.of(text)
                .filter(found -> !found.isBlank())
                .findFirst()
                .orElse("Nothing in memory matters for this question.");
    }
}
