package dev.memcore.retrieval.source;

import dev.memcore.api.MemoryId;
import dev.memcore.retrieval.source.UnitCache.UnitDocs;
import dev.memcore.retrieval.source.UnitGroups.UnitViews;
import dev.memcore.retrieval.source.UnitSource.UnitTotals;
import dev.memcore.retrieval.storage.CandidateFeatures;
import dev.memcore.retrieval.storage.Keys;
import dev.memcore.retrieval.text.TermBag;
import dev.memcore.retrieval.visibility.Candidates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.lucene.index.LeafReaderContext;
import org.jspecify.annotations.Nullable;

/**
 * The conversations that one reader sees in one snapshot, numbered from 0. A conversation has its documents in the
 * index, without those that the memtable replaces, and its waiting versions. For one query, one thread.
 */
final class ConversationUnits {
    /** The number for no conversation. */
    static final int NONE = -1;

    private final Map<Long, Integer> numbers = new HashMap<>();
    private final List<Segment> segments = new ArrayList<>();
    private final List<Candidates.Waiting> waiting = new ArrayList<>();
    private final List<Integer> ofWaiting = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final Map<MemoryId, Integer> byId = new HashMap<>();
    private final List<Segment> replaced = new ArrayList<>();

    /**
     * Documents of a segment, each in a group.
     *
     * @param docs the numbers of the documents in the segment, ascending
     * @param groups the group of each document
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Segment(LeafReaderContext leaf, int[] docs, int[] groups) {
        /** Returns the documents at the positions that pass a test. */
        Segment where(IntPredicate test) {
            int[] these = IntStream.range(0, docs.length).filter(test).toArray();
            return new Segment(leaf, picked(docs, these), picked(groups, these));
        }

        private static int[] picked(int[] from, int[] these) {
            return Arrays.stream(these).map(i -> from[i]).toArray();
        }
    }

    /** The totals that a segment adds to a conversation. */
    private record Part(int unit, UnitTotals heap) {}

    /**
     * Adds the documents of a segment. O(documents of the segment).
     *
     * @param without documents that are replaced: their numbers in the index, ascending
     */
    void add(LeafReaderContext leaf, UnitDocs known, int[] without) {
        int[] unit = new int[known.conversations().length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = number(known.conversations()[i]);
            parts.add(new Part(unit[i], known.totals()[i]));
        }
        int[] units = Arrays.stream(known.units()).map(i -> unit[i]).toArray();
        Segment all = new Segment(leaf, known.docs(), units);
        if (without.length == 0) {
            segments.add(all);
        } else {
            IntPredicate gone = i -> Arrays.binarySearch(without, leaf.docBase + known.docs()[i]) >= 0;
            segments.add(all.where(gone.negate()));
            replaced.add(all.where(gone));
        }
    }

    /** Adds a waiting version if it is in a conversation. */
    void add(Candidates.Waiting entry) {
        String conversation = Keys.conversation(entry.entry().memory());
        if (conversation != null) {
            byId.put(entry.entry().memory().id(), waiting.size());
            waiting.add(entry);
            ofWaiting.add(number(CandidateFeatures.hash(conversation)));
        }
    }

    private int number(long conversation) {
        Integer known = numbers.putIfAbsent(conversation, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    int count() {
        return numbers.size();
    }

    /** Returns the hash of each conversation. It does not depend on the order in which conversations were added. */
    long[] conversations() {
        long[] conversations = new long[numbers.size()];
        numbers.forEach((conversation, number) -> conversations[number] = conversation);
        return conversations;
    }

    /** Returns the documents in the order of the index's segments. */
    List<Segment> segments() {
        return segments;
    }

    /** Returns the waiting versions that are in a conversation. */
    List<Candidates.Waiting> waiting() {
        return waiting;
    }

    /** Returns the conversation of the waiting version at a position. */
    int ofWaiting(int place) {
        return ofWaiting.get(place);
    }

    /** Returns the position of a waiting version, or {@value #NONE}. */
    int waiting(MemoryId id) {
        return byId.getOrDefault(id, NONE);
    }

    /** Returns how well each conversation fits a query, in [0, 1]. */
    double[] fits(UnitViews views, TermBag query, byte @Nullable [] vector) throws IOException {
        UnitGroups groups = new UnitGroups(count(), views, query, vector);
        parts.forEach(part -> groups.add(part.heap(), part.unit()));
        for (Segment gone : replaced) {
            groups.add(gone.leaf().reader(), gone.docs(), gone.groups(), -1);
        }
        for (Segment segment : segments) {
            groups.tally(segment.leaf().reader(), segment.docs(), segment.groups());
        }
        for (int i = 0; i < waiting.size(); i++) {
            groups.add(waiting.get(i).projection(), ofWaiting.get(i));
        }
        return groups.fits();
    }
}
