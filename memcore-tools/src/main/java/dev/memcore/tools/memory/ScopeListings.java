package dev.memcore.tools.memory;

import dev.memcore.api.Memory;
import dev.memcore.api.fact.FactValue;
import dev.memcore.api.fact.ProfileEntry;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.report.SessionSummary;
import dev.memcore.api.session.Transcript;
import dev.memcore.tools.call.MemoryLines;
import dev.memcore.tools.call.ShownValue;
import dev.memcore.tools.call.ToolFailure;
import dev.memcore.tools.call.ToolServices;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a space holds, in lines for a model: facts, histories, conversations, counts. */
final class ScopeListings {
    private final ToolServices services;

    ScopeListings(ToolServices services) {
        this.services = services;
    }

    /** The facts that are valid now. */
    String profile() {
        List<String> lines =
                services.space().facts().profile().stream().map(this::fact).toList();
        return listed(lines, "There are no facts.", "Ask for one key.");
    }

    private String fact(ProfileEntry entry) {
        String values = entry.values().stream()
                .map(value -> value.text() + " [" + value.id() + "]")
                .collect(Collectors.joining("; "));
        return entry.key() + ": " + values + (entry.contested() ? " (these contradict each other)" : "");
    }

    /** All values of a key over time. */
    String timeline(String key) {
        List<String> lines =
                services.space().facts().timeline(key).stream().map(this::value).toList();
        return listed(lines, "There is no fact with the key " + ShownValue.of(key) + ".", "");
    }

    private String value(FactValue value) {
        return "[" + value.memory().id() + "] " + value.status().name().toLowerCase(Locale.ROOT) + ", from "
                + day(value.validFrom(), "unknown") + " to " + day(value.validTo(), "now") + ", recorded "
                + day(value.recordedFrom(), "") + ": " + value.text();
    }

    /** All versions of a memory, also of a forgotten one. */
    String history(String id) {
        List<Memory> versions = services.space().history(ToolServices.id(id)).stream()
                .filter(version -> !version.kind().isHidden())
                .toList();
        List<String> lines = versions.stream().map(this::version).toList();
        return listed(lines, "This memory has no history.", "");
    }

    private String version(Memory version) {
        String reason =
                version.cause().reason() == null ? "" : " (" + version.cause().reason() + ")";
        return "version " + version.version() + ", " + version.recordedAt() + ", "
                + version.status().name().toLowerCase(Locale.ROOT) + ", by "
                + version.cause().actor() + reason + ": " + version.text();
    }

    /** The conversations, latest first. */
    String sessions() {
        List<String> lines =
                services.space().sessions().stream().map(this::session).toList();
        return listed(lines, "There are no conversations.", "");
    }

    private String session(SessionSummary session) {
        return session.id() + ": " + session.messages() + " messages, " + day(session.first(), "") + " to "
                + day(session.last(), "");
    }

    /** The messages of a conversation, from a number on. */
    String messages(String id, int first) {
        Transcript transcript = services.space().session(id).transcript();
        if (transcript.size() == 0) {
            return "There is no conversation " + ShownValue.of(id) + ".";
        }
        if (first > transcript.size()) {
            throw new ToolFailure("Argument 'first' must be at most " + transcript.size() + ", the number of messages,"
                    + " but is " + first + ".");
        }
        List<Memory> messages = IntStream.range(first - 1, Math.min(transcript.size(), first - 1 + 1_000))
                .mapToObj(transcript::get)
                .toList();
        return listed(MemoryLines.of(messages, services.zone()), "", "Continue with first.");
    }

    /** The numbers of memories by kind, of facts and conversations. */
    String stats(int most) {
        List<String> counted;
        try (Stream<Memory> memories = services.space().stream(MemoryFilter.any())) {
            counted = memories.limit(most).map(memory -> memory.kind().name()).toList();
        }
        Map<String, Long> kinds =
                counted.stream().collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
        String all = counted.size() < most ? "" : " or more";
        return "memories: " + counted.size() + all + "\n"
                + kinds.entrySet().stream()
                        .map(kind -> "  " + kind.getKey() + ": " + kind.getValue() + "\n")
                        .collect(Collectors.joining())
                + "facts with a key: " + services.space().facts().keys().size() + "\n"
                + "conversations: " + services.space().sessions().size();
    }

    private String day(@Nullable Instant moment, String otherwise) {
        return moment == null
                ? otherwise
                : LocalDate.ofInstant(moment, services.zone()).toString();
    }

    private String listed(List<String> lines, String none, String advice) {
        return lines.isEmpty() ? none : services.results().list("", lines, advice);
    }
}
