package dev.memcore.bench.soak.model;

import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.MemoryView;
import dev.memcore.api.Page;
import dev.memcore.api.Status;
import dev.memcore.api.Tier;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.LinkWalk;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.bench.soak.model.Entry.State;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares what a store shows of a scope with the model. Every difference is thrown as a {@link Mismatch}. */
final class Comparison {
    /** The memories of every tier. */
    static final MemoryFilter EVERY_TIER = everyTier();

    private static final int SAMPLE = 5;
    private static final int DEPTH = 10;
    private static final String POLICY = "policy:";

    private final Plot plot;
    private final Contents contents;
    private final FactComparison facts;

    Comparison(Plot plot, Contents contents) {
        this.plot = plot;
        this.contents = contents;
        this.facts = new FactComparison(contents);
    }

    private static MemoryFilter everyTier() {
        MemoryFilter.Builder filter = MemoryFilter.builder();
        for (Tier tier : Tier.values()) {
            filter.tier(tier);
        }
        return filter.build();
    }

    /** Performs a step that only reads. */
    void read(MemorySpace space, MemorySpace uncleared, ScopeModel model, Step step) {
        switch (step.kind()) {
            case RECALL -> recall(space, model, model.require(step.target()));
            case GET -> get(space, model, model.require(step.target()));
            case LIST -> list(space, model);
            case WINDOW -> WindowRules.compare(space, model, Contents.session(step.other()), tokens(step.salt()));
            case WALK -> walk(space, model, model.require(step.target()));
            case HISTORY -> history(space, model.require(step.target()));
            case AS_OF -> asOf(space, model, new SplittableRandom(step.salt()));
            case FACT_NOW -> facts.now(space, model, step.other());
            case FACT_AT -> facts.at(space, model, step.other(), Contents.moment(step.salt()));
            case USAGE -> usage(space, model.require(step.target()));
            case VERIFY -> everything(space, uncleared, model, new SplittableRandom(step.salt()));
            default -> throw new IllegalArgumentException(step.line());
        }
    }

    /** Draws a budget that either most sessions or none exceed. */
    private static int tokens(long salt) {
        return salt % 2 == 0 ? Integer.MAX_VALUE : Math.floorMod(salt, 600) + 1;
    }

    /** Reads everything, and some memories in additional ways. */
    private void everything(MemorySpace space, MemorySpace uncleared, ScopeModel model, SplittableRandom random) {
        list(space, model);
        requireWall(uncleared, model);
        List<Entry> all = List.copyOf(model.entries());
        all.forEach(entry -> get(space, model, entry));
        for (int i = 0; i < SAMPLE && !all.isEmpty(); i++) {
            Entry entry = all.get(random.nextInt(all.size()));
            if (entry.word >= 0) {
                recall(space, model, entry);
            }
            walk(space, model, entry);
            history(space, entry);
            usage(space, entry);
        }
        asOf(space, model, random);
        Set<String> sessions = new TreeSet<>();
        Set<Integer> keys = new TreeSet<>();
        for (Entry entry : all) {
            if (entry.session != null) {
                sessions.add(entry.session);
            }
            if (entry.key != null) {
                keys.add(Integer.parseInt(entry.key.substring(entry.key.lastIndexOf(' ') + 1)));
            }
        }
        sessions.forEach(session -> WindowRules.compare(space, model, session, Integer.MAX_VALUE));
        keys.forEach(key -> facts.now(space, model, key));
    }

    private void recall(MemorySpace space, ScopeModel model, Entry entry) {
        MemoryQuery query = MemoryQuery.of(contents.word(entry.word)).withLimit(DEPTH);
        List<Memory> found = space.recall(query).memories();
        found.forEach(hit -> requireShown(model, hit, "recall"));
        boolean hit = found.stream().anyMatch(memory -> memory.id().equals(entry.id));
        if (entry.isActive() && !entry.isTimed() && !hit) {
            throw new Mismatch(
                    "a memory is not recalled by its own word" + kind(entry),
                    entry + " by " + contents.word(entry.word) + ", but " + numbers(model, found));
        }
    }

    private static String kind(Entry entry) {
        return entry.session != null ? " (a message)" : entry.key != null ? " (a fact)" : "";
    }

    private static String numbers(ScopeModel model, List<Memory> memories) {
        return memories.stream()
                .map(memory -> model.byId(memory.id()))
                .map(entry -> entry == null ? "?" : Integer.toString(entry.number))
                .collect(Collectors.joining(" ", "[", "]"));
    }

    /** Verifies that a found or listed memory belongs to this scope, is in force, and has the expected content. */
    private void requireShown(ScopeModel model, Memory memory, String by) {
        if (!memory.scope().equals(plot.scope())) {
            throw new Mismatch(by + " shows a memory of another scope", memory.id() + " of " + memory.scope());
        }
        Entry entry = model.byId(memory.id());
        if (entry == null) {
            throw new Mismatch(by + " shows a memory that nobody wrote", memory.id() + ": " + memory.text());
        }
        if (!entry.isActive() && !isPastFact(entry, by)) {
            throw new Mismatch(by + " shows a memory that is " + entry.state, entry.toString());
        }
        requireText(entry, memory, by);
    }

    /** Whether a memory is a past fact in a list, which may stay active with a closed interval. */
    private static boolean isPastFact(Entry entry, String by) {
        return entry.state == State.REPLACED && by.equals("list");
    }

    private static void requireText(Entry entry, Memory memory, String by) {
        if (!memory.text().equals(entry.text)) {
            throw new Mismatch(
                    by + " shows another text", entry + " should say " + entry.text + ", says " + memory.text());
        }
    }

    private void get(MemorySpace space, ScopeModel model, Entry entry) {
        Optional<Memory> got = space.get(entry.id);
        if (got.isPresent() != entry.isReadable()) {
            throw new Mismatch(
                    got.isPresent()
                            ? "get shows a memory that is " + entry.state
                            : "get does not show a memory that is " + entry.state,
                    entry.toString());
        }
        got.ifPresent(memory -> compare(model, entry, memory));
    }

    /** Compares one memory and its history. */
    void state(MemorySpace space, ScopeModel model, Entry entry) {
        get(space, model, entry);
        history(space, entry);
    }

    private void compare(ScopeModel model, Entry entry, Memory memory) {
        requireText(entry, memory, "get");
        if (!memory.scope().equals(plot.scope())) {
            throw new Mismatch("get shows a memory of another scope", memory.id() + " of " + memory.scope());
        }
        if (entry.isActive() && memory.status() != Status.ACTIVE && !entry.isCommon() && !entry.isTimed()) {
            throw new Mismatch(
                    "a memory became " + memory.status() + " by "
                            + memory.cause().actor() + kind(entry),
                    entry.toString());
        }
        if (entry.isActive() && memory.pinned() != entry.pinned) {
            throw new Mismatch("a memory is " + (memory.pinned() ? "" : "not ") + "pinned", entry.toString());
        }
        if (entry.isActive() && entry.pinned && memory.version() != entry.version) {
            throw new Mismatch(
                    "a pinned memory was changed by " + memory.cause().actor(),
                    entry + " has version " + memory.version());
        }
        if (memory.version() < entry.version) {
            throw new Mismatch("an acknowledged version is gone", entry + " has version " + memory.version());
        }
        requireLinks(model, entry, memory);
    }

    private static void requireLinks(ScopeModel model, Entry entry, Memory memory) {
        Set<Integer> links = new TreeSet<>();
        for (Link link : memory.links()) {
            Entry to = model.byId(link.to());
            if (to == null) {
                throw new Mismatch("a link leads to a memory that nobody wrote", entry + " to " + link.to());
            }
            if (to.state != State.ERASED && link.type().equals(LinkType.SIMILAR)) {
                links.add(to.number);
            }
        }
        if (!links.equals(entry.links)) {
            throw new Mismatch("a memory has other links", entry + " has " + links + ", not " + entry.links);
        }
    }

    private void list(MemorySpace space, ScopeModel model) {
        Set<MemoryId> listed = listed(space, model);
        for (Entry entry : model.entries()) {
            if (entry.isActive() && !entry.isCommon() && !entry.isTimed() && !listed.contains(entry.id)) {
                throw new Mismatch("a memory is not listed" + kind(entry), entry.toString());
            }
        }
        requireOneOfEachText(model, listed);
    }

    private void requireWall(MemorySpace uncleared, ScopeModel model) {
        for (MemoryId id : listed(uncleared, model)) {
            Entry entry = model.byId(id);
            if (entry != null && entry.labelled) {
                throw new Mismatch("a reader without clearance sees a labelled memory", entry.toString());
            }
        }
    }

    private Set<MemoryId> listed(MemorySpace space, ScopeModel model) {
        Set<MemoryId> listed = new HashSet<>();
        @Nullable MemoryId after = null;
        do {
            Page page = space.list(EVERY_TIER, after, MemoryQuery.MAX_LIMIT);
            page.memories().forEach(memory -> {
                requireShown(model, memory, "list");
                if (!listed.add(memory.id())) {
                    throw new Mismatch("a memory is listed twice", memory.id().toString());
                }
            });
            after = page.next();
        } while (after != null);
        return listed;
    }

    /**
     * Verifies that at least one memory of each text is listed, because a policy may merge memories with the same text.
     */
    private static void requireOneOfEachText(ScopeModel model, Set<MemoryId> listed) {
        Set<String> wanted = new HashSet<>();
        Set<String> found = new HashSet<>();
        for (Entry entry : model.entries()) {
            if (entry.isActive() && entry.isCommon()) {
                wanted.add(entry.text);
                if (listed.contains(entry.id)) {
                    found.add(entry.text);
                }
            }
        }
        // Forgetting a kept memory also removes the memories that it superseded. So nothing is required once any memory
        // with a common text is no longer active.
        boolean gone = model.entries().stream().anyMatch(entry -> entry.isCommon() && !entry.isActive());
        if (!gone && !found.containsAll(wanted)) {
            wanted.removeAll(found);
            throw new Mismatch("no memory with this text is listed", wanted.toString());
        }
    }

    private static void walk(MemorySpace space, ScopeModel model, Entry entry) {
        if (!entry.isActive()) {
            return;
        }
        LinkWalk walk =
                LinkWalk.from(entry.id).withDirection(LinkWalk.Direction.OUT).withType(LinkType.SIMILAR);
        Set<Integer> reached = new TreeSet<>();
        space.walk(walk).forEach(linked -> {
            Entry to = model.byId(linked.memory().id());
            reached.add(to == null ? -1 : to.number);
        });
        Set<Integer> wanted = entry.links.stream()
                .filter(link -> model.require(link).isReadable())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!reached.equals(wanted)) {
            throw new Mismatch("a walk leads elsewhere", entry + " to " + reached + ", not " + wanted);
        }
    }

    private void history(MemorySpace space, Entry entry) {
        List<Memory> history;
        try {
            history = space.history(entry.id);
        } catch (MemoryException e) {
            boolean dropped = plot.isBrief() && entry.isGone();
            boolean hidden = entry.state == State.QUARANTINED;
            if (e.code() == ErrorCode.NOT_FOUND && (dropped || hidden)) {
                return;
            }
            throw e;
        }
        Memory last = history.getLast();
        if (entry.state == State.ERASED && (history.size() > 1 || last.status() != Status.ERASED)) {
            throw new Mismatch("an erased memory has a history", entry + " has " + history.size() + " versions");
        }
        if (entry.state == State.FORGOTTEN && last.status() != Status.FORGOTTEN) {
            throw new Mismatch("the history of a forgotten memory ends as " + last.status(), entry.toString());
        }
        for (Memory version : history) {
            if (version.version() > entry.version && entry.isActive() && !entry.isTimed() && !isMaintenance(version)) {
                throw new Mismatch(
                        "a memory has a version by " + version.cause().actor() + " that nobody wrote",
                        entry + " has version " + version.version());
            }
        }
    }

    private static boolean isMaintenance(Memory version) {
        return version.cause().actor().startsWith(POLICY);
    }

    private void asOf(MemorySpace space, ScopeModel model, SplittableRandom random) {
        for (ScopeModel.Mark mark : model.marks()) {
            MemoryView view = space.asOf(mark.at());
            List<Entry> all = List.copyOf(model.entries());
            for (int i = 0; i < SAMPLE && !all.isEmpty(); i++) {
                Entry now = all.get(random.nextInt(all.size()));
                if (now.state != State.ERASED && !now.isCommon()) {
                    asOf(view, mark.at(), now, mark.entries().get(now.number));
                }
            }
        }
    }

    private void asOf(MemoryView view, Instant at, Entry now, @Nullable Entry then) {
        Optional<Memory> got;
        try {
            got = view.get(now.id);
        } catch (MemoryException e) {
            if (e.code() == ErrorCode.BEYOND_RETENTION && plot.isBrief()) {
                return;
            }
            throw e;
        }
        if (plot.isBrief() && now.isGone()) {
            return;
        }
        if (got.isPresent() != (then != null && then.isReadable())) {
            throw new Mismatch(
                    got.isPresent() ? "as of a moment, too much is seen" : "as of a moment, too little is seen",
                    now + " was " + (then == null ? "unknown" : then.state) + " at " + at);
        }
        if (then != null && got.isPresent() && !got.get().text().equals(then.text)) {
            throw new Mismatch("as of a moment, another text is seen", now + " at " + at);
        }
    }

    private static void usage(MemorySpace space, Entry entry) {
        int uses = space.usage(entry.id).uses();
        if (entry.isActive() && (uses < entry.leastUses || uses > entry.mostUses)) {
            throw new Mismatch(
                    uses < entry.leastUses ? "uses are lost" : "uses are counted twice",
                    entry + " has " + uses + ", not " + entry.leastUses + " to " + entry.mostUses);
        }
    }
}
