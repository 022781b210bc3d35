package dev.memcore.testkit.index;

import dev.memcore.api.Kind;
import dev.memcore.api.Link;
import dev.memcore.api.LinkType;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.Observation;
import dev.memcore.api.Page;
import dev.memcore.api.Principal;
import dev.memcore.api.Scope;
import dev.memcore.api.Status;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.spi.index.MemoryIndex;
import dev.memcore.spi.index.ReadTime;
import dev.memcore.testkit.SequenceIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An index under test, with short methods to publish commits. Ids count from 1. The recorded time of each commit is one
 * second after that of the previous one.
 */
final class IndexFixture implements AutoCloseable {
    static final Scope SCOPE = Scope.of("acme", "robin");
    static final Principal READER = Principal.of(SCOPE);
    static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    final MemoryIndex index;
    private long sequence;
    private long ids;

    IndexFixture(MemoryIndex index) {
        this.index = index;
        this.sequence = index.durableSequence();
        MemoryId greatest = index.greatestId();
        this.ids = greatest == null ? 0 : greatest.leastSignificant();
    }

    /** Returns the recorded time of the last commit. */
    Instant now() {
        return NOON.plusSeconds(sequence);
    }

    long sequence() {
        return sequence;
    }

    ReadTime present() {
        return ReadTime.present(now());
    }

    Memory add(String text) {
        return add(SCOPE, Observation.of(text));
    }

    Memory add(Observation observation) {
        return add(SCOPE, observation);
    }

    Memory add(Scope scope, Observation observation) {
        sequence++;
        return publish(first(scope, observation));
    }

    /** Publishes the next version of a memory. */
    Memory next(Memory before, UnaryOperator<Memory.Builder> change) {
        sequence++;
        Memory.Builder next = before.toBuilder()
                .version(before.version() + 1)
                .sequence(sequence)
                .recordedAt(now());
        return publish(change.apply(next).build());
    }

    Memory revise(Memory before, String text) {
        return next(
                before,
                next -> next.observation(
                        before.observation().toBuilder().text(text).build()));
    }

    Memory become(Memory before, Status status) {
        return next(before, next -> next.status(status));
    }

    Memory link(Memory before, MemoryId to) {
        List<Link> links = new ArrayList<>(before.links());
        links.add(Link.of(before.id(), to, LinkType.SUPPORTS));
        return next(before, next -> next.links(links));
    }

    /** Publishes the tombstone that replaces all versions of an erased memory. */
    Memory erase(Memory before) {
        Observation mark = Observation.builder("(erased)").kind(Kind.RECORD).build();
        return next(before, next -> next.status(Status.ERASED).observation(mark).links(List.of()));
    }

    /** Publishes one commit of several memories. */
    List<Memory> commit(int size) {
        sequence++;
        List<Memory> versions = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            versions.add(first(SCOPE, Observation.of("batch " + sequence + " item " + i)));
        }
        index.publish(sequence, versions);
        return versions;
    }

    void publish(List<Memory> versions) {
        sequence++;
        index.publish(sequence, versions);
    }

    /** Returns a first version with the sequence number of the next commit, without publishing it. */
    Memory upcoming(Observation observation) {
        sequence++;
        Memory memory = first(SCOPE, observation);
        sequence--;
        return memory;
    }

    private Memory first(Scope scope, Observation observation) {
        return Memory.builder(SequenceIds.id(++ids), scope, observation)
                .sequence(sequence)
                .recordedAt(now())
                .build();
    }

    private Memory publish(Memory version) {
        index.publish(sequence, List.of(version));
        return version;
    }

    void settle() {
        index.awaitIndexed(sequence);
    }

    /** Runs an assertion twice: first while published versions may wait in the tail, then after all are indexed. */
    void check(Runnable assertion) {
        assertion.run();
        settle();
        assertion.run();
    }

    List<Memory> list() {
        return list(READER, MemoryFilter.any(), present());
    }

    List<Memory> list(MemoryFilter filter) {
        return list(READER, filter, present());
    }

    /** Returns the memories of all pages. Each page has two memories. */
    List<Memory> list(Principal reader, MemoryFilter filter, ReadTime time) {
        List<Memory> all = new ArrayList<>();
        MemoryId after = null;
        do {
            Page page = index.list(reader, filter, after, 2, time);
            all.addAll(page.memories());
            after = page.next();
        } while (after != null);
        return all;
    }

    static List<MemoryId> ids(List<Memory> memories) {
        return memories.stream().map(Memory::id).toList();
    }

    @Override
    public void close() {
        index.close();
    }
}
