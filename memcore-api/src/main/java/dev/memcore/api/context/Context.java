package dev.memcore.api.context;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.health.HealthCause;
import dev.memcore.api.report.Conflict;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model should see: a text within a token budget, with the sources of its lines.
 *
 * @param text the text
 * @param tokens the tokens of the text and the window by the counter of the store, at most those of the request
 * @param lines the lines of the text, in its order
 * @param window the messages of the section {@link ContextSection#WINDOW}, oldest first. If the request asks for them
 *     {@linkplain ContextRequest#messages() as messages}, the text does not contain them, and they count in the budget
 * @param omitted the memories that were left out, with the reason; those of the recall in the order of their relevance
 * @param conflicts the contradictions among the shown memories
 * @param confidence the estimated probability that the store contains an answer to the question, in [0, 1]; 0 if
 *     nothing was searched
 * @param route where the memories come from
 * @param degraded what made the recall less complete or slower than usual; see {@link
 *     dev.memcore.api.RecallResult#degraded()}
 */
public record Context(
        String text,
        int tokens,
        List<ContextLine> lines,
        List<Memory> window,
        List<ContextOmission> omitted,
        List<Conflict> conflicts,
        double confidence,
        ContextRoute route,
        Set<HealthCause> degraded) {
    private static final Pattern CITATION = Pattern.compile("\\[(\\d{1,9})]");

    /** Copies the lists. */
    public Context {
        Arguments.present(text, "text");
        lines = Arguments.list(lines, "lines");
        window = Arguments.list(window, "window");
        omitted = Arguments.list(omitted, "omitted");
        conflicts = Arguments.list(conflicts, "conflicts");
        Arguments.unit(confidence, "confidence");
        Arguments.present(route, "route");
        degraded = Set.copyOf(Arguments.allPresent(degraded, "degraded"));
    }

    /** Creates a context that is not degraded. */
    public Context(
            String text,
            int tokens,
            List<ContextLine> lines,
            List<Memory> window,
            List<ContextOmission> omitted,
            List<Conflict> conflicts,
            double confidence,
            ContextRoute route) {
        this(text, tokens, lines, window, omitted, conflicts, confidence, route, Set.of());
    }

    /**
     * Returns how many bytes at the start of this text, in UTF-8, are the same as in an earlier context: what the prompt
     * cache of a provider can reuse.
     */
    public int bytesReused(Context earlier) {
        byte[] now = text.getBytes(StandardCharsets.UTF_8);
        int first =
                Arrays.mismatch(now, Arguments.present(earlier, "earlier").text.getBytes(StandardCharsets.UTF_8));
        return first < 0 ? now.length : first;
    }

    /** Returns the memories that were left out for a reason, in the order of {@link #omitted()}. */
    public List<MemoryId> omitted(ContextOmission.Reason reason) {
        Arguments.present(reason, "reason");
        return omitted.stream()
                .filter(omission -> omission.reason() == reason)
                .map(ContextOmission::memory)
                .toList();
    }

    /** Returns the memory that a number cites, if there is one. */
    public Optional<MemoryId> cited(int number) {
        return lines.stream()
                .filter(line -> line.number() == number && number > 0)
                .flatMap(line -> Optional.ofNullable(line.memory()).stream())
                .map(Memory::id)
                .findFirst();
    }

    /**
     * Returns the memories that an answer cites by numbers in brackets, such as "[3]", in the order of the answer. They
     * can be passed to {@link dev.memcore.api.MemorySpace#feedback(Set, dev.memcore.api.operation.Outcome) feedback}.
     * Numbers that this context does not cite are ignored.
     */
    public Set<MemoryId> cited(String answer) {
        Set<MemoryId> cited = new LinkedHashSet<>();
        Matcher citation = CITATION.matcher(Arguments.present(answer, "answer"));
        while (citation.find()) {
            cited(Integer.parseInt(citation.group(1))).ifPresent(cited::add);
        }
        return cited;
    }

    /** Returns the lines of a section. */
    public List<ContextLine> lines(ContextSection section) {
        Arguments.present(section, "section");
        return lines.stream().filter(line -> line.section() == section).toList();
    }
}
