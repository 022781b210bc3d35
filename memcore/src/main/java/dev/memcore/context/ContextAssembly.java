package dev.memcore.context;

import dev.memcore.api.Block;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.RecallResult;
import dev.memcore.api.Recalled;
import dev.memcore.api.Role;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.context.Context;
import dev.memcore.api.context.ContextLine;
import dev.memcore.api.context.ContextOmission;
import dev.memcore.api.context.ContextOmission.Reason;
import dev.memcore.api.context.ContextOrder;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.api.context.ContextRoute;
import dev.memcore.api.context.ContextSection;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.report.Conflict;
import dev.memcore.context.Rendering.Label;
import dev.memcore.context.Sheet.Entry;
import dev.memcore.spi.RecallGate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Assembles the context of one request. The instructions come first and must fit. Blocks, facts and the window take
 * what they need up to their shares, the memories take the rest, and the window what the memories leave. For one thread.
 */
public final class ContextAssembly {
    /** The tokens of a short line; as many memories are recalled as lines of this length would fit. */
    private static final int SHORT_LINE = 40;

    /** The fewest tokens of a line. */
    private static final int SHORTEST_LINE = 10;

    /** Texts of at most this length are shown whole in any budget: at most about {@link #SHORT} tokens. */
    private static final int SPANNED_LENGTH = 120;

    private static final int LEAST_RECALLED = 40;
    private static final int MOST_RECALLED = 200;

    /** The sentences of a long text that are considered. */
    private static final int SPANS = 8;

    /** A text takes at most one in so many tokens of the memories, or else the passages that match are shown. */
    private static final int LONG_SHARE = 10;

    /** The tokens up to which a text is shown whole in a small budget. */
    private static final int LONG = 64;

    /** The hits whose texts are not shortened further if not all fit. */
    private static final int BEST = 3;

    /** The tokens up to which a text is shown whole if not all fit. */
    private static final int SHORT = 56;

    /** The tokens beyond one half that are shown of a shortened text, because its last sentence may be cut. */
    private static final int MORE_THAN_HALF = 14;

    private static final List<ContextSection> REMOVED_FIRST = List.of(
            ContextSection.CONFLICTS,
            ContextSection.MEMORIES,
            ContextSection.WARNINGS,
            ContextSection.SUMMARY,
            ContextSection.FACTS,
            ContextSection.BLOCKS);

    static final List<ContextSection> RECALLED = List.of(ContextSection.WARNINGS, ContextSection.MEMORIES);

    private static final RecallResult NOTHING = new RecallResult(List.of(), List.of(), 0);

    private final MemorySpace space;
    private final @Nullable SessionMemory session;
    private final ContextRequest request;
    private final ZoneId zone;
    private final RecallGate gate;
    private final RecalledHits hits;
    private final ContextOrder order;
    private final Sheet sheet;
    private final Excerpts excerpts;
    private final Map<MemoryId, Integer> numbers = new HashMap<>();
    private final List<ContextOmission> omitted = new ArrayList<>();
    private List<Memory> window = List.of();
    private ContextRoute route = ContextRoute.SEARCH;

    /**
     * Prepares the assembly.
     *
     * @param session the session whose window is shown, or null
     * @param zone the time zone of dates, if the query has none
     * @param parts what the store configures
     */
    public ContextAssembly(
            MemorySpace space,
            @Nullable SessionMemory session,
            ContextRequest request,
            ZoneId zone,
            ContextParts parts) {
        this.space = space;
        this.session = session;
        this.request = request;
        ZoneId asked = request.query().zone();
        this.zone = asked == null ? zone : asked;
        this.gate = parts.gate();
        this.hits = new RecalledHits(space, parts.rewriter());
        this.excerpts = new Excerpts(parts.tokens());
        this.order = request.order() == ContextOrder.QUESTION
                ? parts.order().apply(request.query().text())
                : request.order();
        this.sheet = new Sheet(
                new Rendering(request.format(), order),
                request.memoriesLast(),
                new LineOrder(order).isGrouped(),
                parts.tokens());
    }

    public Context assemble() {
        addInstructions();
        addBlocks();
        addFacts();
        int beside = request.tokens() - sheet.used();
        window = addWindow((int) (beside * request.share(ContextSection.WINDOW)));
        addSummaries();
        RecallResult recalled = recall();
        addMemories(recalled, request.tokens() - sheet.used());
        addConflicts(recalled);
        widenWindow();
        addSummaries(); // the window may show some of their messages now
        List<Conflict> conflicts = addConflicts(recalled); // the window may show some of the memories now
        new LineOrder(order).apply(sheet);
        String text = fitted();
        Set<MemoryId> shown = cited().keySet();
        conflicts.removeIf(pair -> !shown.contains(pair.one()) || !shown.contains(pair.other()));
        return new Context(
                request.messages() ? sheet.text(false) : text,
                sheet.count(text),
                sheet.lines(),
                window,
                omitted,
                conflicts,
                recalled.confidence(),
                route,
                recalled.degraded());
    }

    private Set<MemoryId> windowIds() {
        return window.stream().map(Memory::id).collect(Collectors.toSet());
    }

    /** Returns the memories that have a number now, by their ids. */
    private Map<MemoryId, Memory> cited() {
        Map<MemoryId, Memory> cited = new HashMap<>();
        for (ContextLine line : sheet.lines()) {
            Memory memory = line.memory();
            if (memory != null && line.number() > 0) {
                cited.put(memory.id(), memory);
            }
        }
        return cited;
    }

    private void addInstructions() {
        if (!request.instructions().isEmpty()) {
            ContextLine line = new ContextLine(ContextSection.INSTRUCTIONS, 0, null, request.instructions());
            Entry entry = sheet.entry(line, new Label(0, "", ""));
            if (!sheet.add(entry, request.tokens()) || sheet.count(sheet.text(true)) > request.tokens()) {
                throw MemoryException.of(
                        ErrorCode.LIMIT_EXCEEDED,
                        "the instructions take " + entry.tokens() + " tokens, but the budget of the context is "
                                + request.tokens());
            }
        }
    }

    /** Returns the most tokens that a section may take. */
    private int most(ContextSection section) {
        int left = request.tokens() - sheet.used() + sheet.used(section);
        return Math.min(left, (int) (request.tokens() * request.share(section)));
    }

    private void addBlocks() {
        if (request.share(ContextSection.BLOCKS) > 0) {
            for (Block block : space.blocks().list().stream()
                    .filter(Block::isShownInContext)
                    .toList()) {
                ContextLine line = new ContextLine(ContextSection.BLOCKS, 0, block.memory(), block.text());
                if (!sheet.add(sheet.entry(line, new Label(0, "", block.name())), most(ContextSection.BLOCKS))) {
                    omit(block.memory(), Reason.BUDGET);
                }
            }
        }
    }

    private void addFacts() {
        if (request.share(ContextSection.FACTS) == 0) {
            return;
        }
        for (ProfileFacts fact : ProfileFacts.newestFirst(space)) {
            int number = numbers.size() + 1;
            ContextLine line = new ContextLine(
                    ContextSection.FACTS, number, fact.memory(), fact.memory().text());
            Entry entry = sheet.entry(line, new Label(number, "", fact.label()));
            if (sheet.add(entry, most(ContextSection.FACTS))) {
                numbers.put(fact.memory().id(), number);
            } else {
                omit(fact.memory(), Reason.BUDGET);
            }
        }
    }

    /** Shows what the running summaries of the session say of messages that the window does not show. */
    private void addSummaries() {
        sheet.clear(ContextSection.SUMMARY);
        if (session == null || request.share(ContextSection.SUMMARY) == 0) {
            return;
        }
        Set<MemoryId> shown = windowIds();
        for (Memory summary : session.summaries()) {
            String text = SummaryText.beside(shown, summary);
            ContextLine line = new ContextLine(ContextSection.SUMMARY, 0, summary, text);
            if (!text.isBlank()) {
                sheet.add(sheet.entry(line, new Label(0, "", "")), most(ContextSection.SUMMARY));
            }
        }
    }

    private List<Memory> addWindow(int most) {
        SessionMemory of = session;
        int asked = of == null ? 0 : most;
        while (of != null && asked > 0) {
            List<Memory> latest = of.window(asked);
            sheet.clear(ContextSection.WINDOW);
            int over = -most;
            boolean fits = true;
            for (Memory message : latest) {
                ContextLine line = new ContextLine(ContextSection.WINDOW, 0, message, message.text());
                Entry entry = sheet.entry(line, new Label(0, "", speaker(message)));
                fits &= sheet.add(entry, most);
                over += entry.tokens();
            }
            if (fits) {
                return latest;
            }
            asked = Math.min(asked - 1, asked - over);
        }
        sheet.clear(ContextSection.WINDOW);
        return List.of();
    }

    /** Fills the window with what the other sections left. Memories that it shows then are not shown twice. */
    private void widenWindow() {
        int free = request.tokens() - sheet.used();
        if (session == null || request.share(ContextSection.WINDOW) == 0 || free == 0) {
            return;
        }
        window = addWindow(sheet.used(ContextSection.WINDOW) + free);
        Set<MemoryId> shown = windowIds();
        for (ContextSection section : RECALLED) {
            List<Entry> memories = sheet.entries(section);
            sheet.clear(section);
            for (Entry entry : memories) {
                Memory memory = entry.line().memory();
                if (memory == null || !shown.contains(memory.id())) {
                    sheet.add(entry, Integer.MAX_VALUE);
                } else {
                    omit(memory, Reason.WINDOW);
                }
            }
        }
    }

    private void omit(Memory memory, Reason reason) {
        omitted.add(new ContextOmission(memory.id(), reason));
    }

    private RecallResult recall() {
        if (request.gated() && !gate.needsMemory(request.query().text())) {
            route = ContextRoute.NONE;
            return NOTHING;
        }
        int free = request.tokens() - sheet.used();
        int limit = Math.clamp(free / SHORT_LINE, LEAST_RECALLED, MOST_RECALLED);
        RecallResult recalled = recall(limit);
        boolean more = recalled.hits().size() >= limit && limit < MOST_RECALLED && room(recalled, free);
        return more ? recall(Math.clamp(free / SHORTEST_LINE, limit, MOST_RECALLED)) : recalled;
    }

    private RecallResult recall(int limit) {
        Set<MemoryId> shown = new HashSet<>(numbers.keySet());
        shown.addAll(windowIds());
        sheet.lines().stream()
                .filter(line -> line.section() == ContextSection.SUMMARY)
                .flatMap(line -> Stream.ofNullable(line.memory()))
                .forEach(summary -> shown.add(summary.id()));
        MemoryQuery query = request.query().toBuilder()
                .limit(limit)
                .spans(SPANS)
                .spannedLength(SPANNED_LENGTH)
                .joinedCopies(true)
                .excluding(shown)
                .build();
        return hits.of(query, window);
    }

    /** Whether lines of the texts would leave room for more. */
    private boolean room(RecallResult recalled, int free) {
        int tokens = 0;
        for (Recalled hit : recalled) {
            tokens += SHORTEST_LINE + sheet.count(hit.memory().text());
        }
        return tokens < free;
    }

    private void addMemories(RecallResult recalled, int free) {
        int most = (int) (free * request.share(ContextSection.MEMORIES));
        int whole = Math.max(LONG, most / LONG_SHARE);
        boolean tight = !room(recalled, most);
        Set<MemoryId> inWindow = windowIds();
        for (Recalled hit : recalled.hits()) {
            Memory memory = hit.memory();
            if (!memory.derivedFrom().isEmpty() && inWindow.containsAll(memory.derivedFrom())) {
                omit(memory, Reason.WINDOW); // such as the new part of an answer
                continue;
            }
            int number = numbers.size() + 1;
            boolean warning = memory.kind().equals(Kind.LESSON) && request.share(ContextSection.WARNINGS) > 0;
            ContextSection section = warning ? ContextSection.WARNINGS : ContextSection.MEMORIES;
            int length = sheet.count(memory.text());
            int shown = tight && hit.rank() > BEST ? tight(length, whole) : whole;
            ContextLine line = new ContextLine(section, number, memory, excerpts.of(hit, length, shown));
            Label label = new Label(number, day(memory.when().start()), speaker(memory));
            int room = most - sheet.used(ContextSection.MEMORIES) - sheet.used(ContextSection.WARNINGS);
            if (sheet.add(sheet.entry(line, label), sheet.used(section) + room)) {
                numbers.put(memory.id(), number);
                hit.copies().forEach(copy -> omit(copy, Reason.COPY));
            } else {
                omit(memory, Reason.BUDGET);
            }
        }
    }

    /** Returns the most tokens of a text of a length if not all fit: about a half. */
    private static int tight(int length, int whole) {
        return Math.min(whole, Math.max(SHORT, length / 2 + MORE_THAN_HALF));
    }

    private List<Conflict> addConflicts(RecallResult recalled) {
        Map<MemoryId, Memory> shown = cited();
        sheet.clear(ContextSection.CONFLICTS);
        List<Conflict> conflicts = new ArrayList<>();
        for (Conflict pair : recalled.conflicts()) {
            Memory one = shown.get(pair.one());
            Memory other = shown.get(pair.other());
            if (one != null && other != null) {
                ContextLine line = new ContextLine(ContextSection.CONFLICTS, 0, null, told(pair, one, other));
                if (sheet.add(
                        sheet.entry(line, new Label(0, "", "")),
                        request.tokens() - sheet.used() + sheet.used(ContextSection.CONFLICTS))) {
                    conflicts.add(pair);
                }
            }
        }
        return conflicts;
    }

    private String told(Conflict pair, Memory one, Memory other) {
        return "[" + numbers.get(pair.one()) + "] of " + day(one.when().start()) + " and ["
                + numbers.get(pair.other()) + "] of " + day(other.when().start()) + " contradict each other ("
                + pair.reason().name().toLowerCase(Locale.ROOT) + ").";
    }

    /** Returns the text, after lines were removed until the counter finds it within the budget. */
    private String fitted() {
        String text = sheet.text(true);
        int over = sheet.count(text) - request.tokens();
        while (over > 0 && removed(over)) {
            text = sheet.text(true);
            over = sheet.count(text) - request.tokens();
        }
        return text;
    }

    private boolean removed(int over) {
        for (ContextSection section : REMOVED_FIRST) {
            Entry last = sheet.removeLast(section, LineOrder.ADDED);
            if (last != null) {
                Memory memory = last.line().memory();
                if (memory != null) {
                    omitted.addFirst(new ContextOmission(memory.id(), Reason.BUDGET));
                }
                return true;
            }
        }
        boolean removed = !window.isEmpty();
        window = addWindow(sheet.used(ContextSection.WINDOW) - over);
        return removed;
    }

    private String day(Instant moment) {
        return LocalDate.ofInstant(moment, zone).toString();
    }

    private static String speaker(Memory memory) {
        String speaker = memory.observation().speaker();
        Role role = memory.observation().role();
        return speaker != null ? speaker : role == null ? "" : role.toString().toLowerCase(Locale.ROOT);
    }
}
