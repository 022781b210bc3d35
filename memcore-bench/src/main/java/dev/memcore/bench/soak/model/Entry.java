package dev.memcore.bench.soak.model;

import dev.memcore.api.MemoryId;
import dev.memcore.api.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The expected state of one memory. For one thread. */
final class Entry {
    /** The expected visibility of a memory. */
    public enum State {
        /** It is found. */
        ACTIVE,
        /** A later fact replaced it: it can be read, but is not found by default. */
        REPLACED,
        /** It is in quarantine. */
        QUARANTINED,
        /** It is not found, but its history exists. */
        FORGOTTEN,
        /** Only its erasure mark exists. */
        ERASED
    }

    final int number;
    final MemoryId id;
    State state = State.ACTIVE;
    String text;
    /** The number of the unique word of the text, or -1: other memories have the same text. */
    int word;
    /** The numbers of all unique words that it ever had, in its text or its search keys. */
    final Set<Integer> words = new TreeSet<>();
    /** The number of the unique word of its search key, or -1. */
    int keyword = -1;

    boolean pinned;
    boolean labelled;

    @Nullable
    String session;

    @Nullable
    Role role;

    List<String> calls = List.of();

    @Nullable
    String key;

    @Nullable
    Instant validFrom;

    @Nullable
    Instant validTo;

    boolean once;
    final Set<Integer> links = new TreeSet<>();
    final Set<Integer> sources = new TreeSet<>();
    /** The version and the commit that the worker made last. */
    int version;

    long sequence;
    int leastUses;
    int mostUses;

    Entry(int number, MemoryId id, String text, int word) {
        this.number = number;
        this.id = id;
        this.text = text;
        this.word = word;
        if (word >= 0) {
            words.add(word);
        }
    }

    /** A copy that does not change with this one. */
    Entry copy() {
        Entry copy = new Entry(number, id, text, word);
        copy.state = state;
        copy.words.addAll(words);
        copy.keyword = keyword;
        copy.pinned = pinned;
        copy.labelled = labelled;
        copy.session = session;
        copy.role = role;
        copy.calls = new ArrayList<>(calls);
        copy.key = key;
        copy.validFrom = validFrom;
        copy.validTo = validTo;
        copy.once = once;
        copy.links.addAll(links);
        copy.sources.addAll(sources);
        copy.version = version;
        copy.sequence = sequence;
        copy.leastUses = leastUses;
        copy.mostUses = mostUses;
        return copy;
    }

    boolean isActive() {
        return state == State.ACTIVE;
    }

    /** Whether other memories have the same text, so that a policy may merge it with one of them. */
    boolean isCommon() {
        return word < 0 && session == null;
    }

    /** Whether it has an interval of validity, so that a later fact may close it, or replace it. */
    boolean isTimed() {
        return validFrom != null;
    }

    /** Whether a reader can get it by its id. */
    boolean isReadable() {
        return state == State.ACTIVE || state == State.REPLACED;
    }

    boolean isGone() {
        return state == State.FORGOTTEN || state == State.ERASED;
    }

    boolean isResult() {
        return role == Role.TOOL;
    }

    boolean isCall() {
        return !isResult() && !calls.isEmpty();
    }

    @Override
    public String toString() {
        return "memory " + number + " (" + id + ", " + state + (pinned ? ", pinned" : "")
                + (session == null ? "" : ", session " + session) + ", version " + version + ")";
    }
}
