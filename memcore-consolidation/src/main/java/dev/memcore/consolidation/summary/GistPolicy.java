package dev.memcore.consolidation.summary;

import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Role;
import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.consolidation.provenance.GistBook;
import dev.memcore.consolidation.segment.Segmenter;
import dev.memcore.consolidation.segment.Segmenters;
import dev.memcore.consolidation.segment.TopicSegment;
import dev.memcore.spi.IdSource;
import dev.memcore.spi.TokenCounter;
import dev.memcore.spi.lifecycle.LifecyclePolicy;
import dev.memcore.spi.lifecycle.ScopeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Maintains, in one tier, {@linkplain Gist gists} of the memories of another tier: the memories of a session are
 * divided into segments, and each segment is summarised. Created by {@link Gists}; each method returns another policy.
 *
 * <ul>
 * <li>Summarised memories are kept, and named in {@code derivedFrom}. If a part of a gist is no longer active
 * (forgotten, erased, superseded, expired), the gist is forgotten and the remaining parts are summarised again.
 * <li>Turns, episodes and notes of a session are summarised, but never system instructions. Memories with different
 * labels or validity are never combined, so a gist has exactly the readers and the validity of its parts.
 * <li>The last segment of a session may grow: when memories are added, it is summarised again, and the earlier gist is
 * superseded.
 * <li>All state is read from the memories, so the next run continues an interrupted one. A gist that a host forgets is
 * made again, unless its sources are forgotten.
 * </ul>
 *
 * <p>Makes one pass over the scope, and one for the summarizer if there is work; holds ids, and the texts of one
 * session at a time, at most {@value #MOST_AT_ONCE} memories.
 */
public final class GistPolicy implements LifecyclePolicy {
    /** The default number of quoted parts. */
    public static final int CITES = 3;

    /** The default length of a gist, as a share of the length of its parts. */
    public static final double SHARE = 0.5;

    private static final int LEAST_TOKENS = 16;
    private static final int MOST_AT_ONCE = 2_000;
    private static final String KEEPER = "gist";
    private static final Set<Kind> SUMMARISED_KINDS = Set.of(Kind.TURN, Kind.EPISODE, Kind.NOTE);

    private final Settings settings;

    private record Settings(
            int level,
            Tier from,
            Tier into,
            Segmenter segmenter,
            int block,
            Summarizer summarizer,
            double share,
            int cites,
            boolean archives) {}

    private GistPolicy(Settings settings) {
        Arguments.present(settings.segmenter, "segmenter");
        Arguments.present(settings.summarizer, "summarizer");
        this.settings = settings;
    }

    /** Summarises the raw memories of a tier, in blocks of {@value #CITES}. */
    static GistPolicy ofTier(Tier from, Tier into, Summarizer summarizer) {
        return new GistPolicy(
                new Settings(1, from, into, Segmenters.blocks(CITES), 0, summarizer, SHARE, CITES, false));
    }

    /** Summarises blocks of gists of the level below. */
    static GistPolicy ofGists(int level, int block, Tier into, Summarizer summarizer) {
        Arguments.atLeast(level, 2, "level");
        Arguments.within(block, 2, MOST_AT_ONCE, "block");
        return new GistPolicy(new Settings(
                level, into, into, all -> chunks(all, block), block, summarizer, SHARE, Gist.MOST_CITES, true));
    }

    private static List<TopicSegment> chunks(List<Memory> all, int block) {
        List<TopicSegment> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += block) {
            chunks.add(new TopicSegment(from, Math.min(all.size(), from + block)));
        }
        return chunks;
    }

    /** Returns this policy with another segmenter. */
    public GistPolicy segments(Segmenter segmenter) {
        Settings s = settings;
        return new GistPolicy(
                new Settings(s.level, s.from, s.into, segmenter, s.block, s.summarizer, s.share, s.cites, s.archives));
    }

    /**
     * Returns this policy with another length of gists.
     *
     * @param share the share of the length of the parts, in (0, 1]; a gist may always have {@value #LEAST_TOKENS}
     *     tokens
     */
    public GistPolicy share(double share) {
        Arguments.positive(Arguments.unit(share, "share"), "share");
        Settings s = settings;
        return new GistPolicy(
                new Settings(s.level, s.from, s.into, s.segmenter, s.block, s.summarizer, share, s.cites, s.archives));
    }

    /**
     * Returns this policy with another maximum of quoted parts.
     *
     * @param cites the maximum, 1 to 25
     */
    public GistPolicy cites(int cites) {
        Arguments.within(cites, 1, Gist.MOST_CITES, "cites");
        Settings s = settings;
        return new GistPolicy(
                new Settings(s.level, s.from, s.into, s.segmenter, s.block, s.summarizer, s.share, cites, s.archives));
    }

    /** Returns this policy, except that summarised memories move to the archive, unless they are pinned. */
    public GistPolicy archiving() {
        Settings s = settings;
        return new GistPolicy(
                new Settings(s.level, s.from, s.into, s.segmenter, s.block, s.summarizer, s.share, s.cites, true));
    }

    @Override
    public String name() {
        Settings s = settings;
        String of = s.level == 1 ? s.from.toString() : s.block + " gists of level " + (s.level - 1);
        return String.format(
                Locale.ROOT,
                "gists of %s in %s, %.2f of the length, %d cited%s",
                of,
                s.into,
                s.share,
                s.cites,
                s.archives ? ", archives" : "");
    }

    @Override
    public List<MemoryOp> propose(ScopeView scope, int limit, IdSource ids) {
        return new Run(scope, limit, ids).operations();
    }

    private boolean isGist(Memory memory) {
        return Gist.level(memory) == settings.level && Gist.isKeptBy(KEEPER, memory);
    }

    private boolean isSource(Memory memory) {
        if (settings.level > 1) {
            return Gist.level(memory) == settings.level - 1 && Gist.isKeptBy(KEEPER, memory);
        }
        return memory.tier() == settings.from
                && memory.session() != null
                && SUMMARISED_KINDS.contains(memory.kind())
                && memory.observation().role() != Role.SYSTEM;
    }

    /** The tokens of a part as a line of a gist, with the speaker's name. */
    private static int tokens(Memory part) {
        String speaker = part.observation().speaker();
        String line = (speaker == null ? "" : speaker + ": ") + part.text() + "\n";
        return TokenCounter.approximate().count(line);
    }

    /**
     * One pass over a scope. Every prefix of its proposals leaves a consistent state, from which the next pass
     * continues.
     */
    private final class Run {
        private final ScopeView scope;
        private final int limit;
        private final IdSource ids;
        private final GistBook book;
        private final List<MemoryOp> operations = new ArrayList<>();
        private Summarizer summarizer = settings.summarizer;
        private boolean looked;

        Run(ScopeView scope, int limit, IdSource ids) {
            this.scope = scope;
            this.limit = limit;
            this.ids = ids;
            this.book = GistBook.of(scope, GistPolicy.this::isSource, GistPolicy.this::isGist, settings.level > 1);
        }

        List<MemoryOp> operations() {
            for (GistBook.Kept gist : book.takeOutdated()) {
                propose(new MemoryOp.Forget(gist.id(), because("what it was made from is no longer in force")));
            }
            Set<MemoryId> covered = book.covered();
            book.groups().forEach(group -> summarize(group, covered));
            book.outgrown()
                    .forEach((gist, by) ->
                            propose(new MemoryOp.Supersede(gist, by, because("its parts were summarised again"))));
            if (settings.archives) {
                book.covered().stream().sorted().forEach(this::archive);
            }
            return operations;
        }

        private Cause because(String reason) {
            return Cause.of(name(), reason);
        }

        private void propose(MemoryOp op) {
            if (operations.size() < limit) {
                operations.add(op);
            }
        }

        private void summarize(GistBook.Group group, Set<MemoryId> covered) {
            TreeSet<MemoryId> waiting = new TreeSet<>(book.uncovered(group, covered));
            GistBook.@Nullable Kept latest = book.latest(group);
            if (waiting.isEmpty()) {
                return;
            }
            if (latest != null && settings.level == 1) {
                waiting.addAll(latest.parts());
            }
            while (!waiting.isEmpty() && operations.size() < limit) {
                List<Memory> next = waiting.stream()
                        .limit(MOST_AT_ONCE)
                        .flatMap(id -> scope.get(id).stream())
                        .toList();
                summarize(group, next, waiting.size() > next.size(), latest).forEach(part -> waiting.remove(part.id()));
            }
        }

        /** Summarises the segments, except the last one if it may grow. Returns the processed memories. */
        private List<Memory> summarize(
                GistBook.Group group, List<Memory> next, boolean goesOn, GistBook.@Nullable Kept latest) {
            List<TopicSegment> segments = settings.segmenter.segment(next);
            int whole = goesOn && segments.size() > 1 ? segments.size() - 1 : segments.size();
            for (TopicSegment segment : segments.subList(0, whole)) {
                List<Memory> parts = segment.of(next);
                Set<MemoryId> named =
                        new TreeSet<>(parts.stream().map(Memory::id).toList());
                boolean there = latest != null && latest.parts().equals(named);
                if (operations.size() < limit && !there && parts.size() >= settings.block && Gist.says(parts)) {
                    MemoryId id = add(parts);
                    book.add(new GistBook.Kept(id, group, named, false));
                }
            }
            return next.subList(0, segments.get(whole - 1).to());
        }

        private MemoryId add(List<Memory> parts) {
            if (!looked) {
                summarizer = summarizer.over(scope);
                looked = true;
            }
            int all = parts.stream().mapToInt(GistPolicy::tokens).sum();
            int tokens = (int) Math.max(LEAST_TOKENS, Math.round(settings.share * all));
            Summary summary = summarizer.summarize(parts, tokens, settings.cites);
            MemoryId id = ids.next(scope.now());
            propose(new MemoryOp.Add(
                    id,
                    scope.scope(),
                    Gist.of(parts, summary.text(), summary.cites(), settings.into, KEEPER),
                    because(String.format(Locale.ROOT, "summarises %,d memories", parts.size()))));
            return id;
        }

        private void archive(MemoryId part) {
            scope.get(part)
                    .filter(memory -> memory.tier() != Tier.ARCHIVE && !memory.pinned())
                    .ifPresent(
                            memory -> propose(new MemoryOp.Move(part, Tier.ARCHIVE, because("summarised by a gist"))));
        }
    }
}
