package dev.memcore.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.spi.log.Commit;
import dev.memcore.spi.log.MemoryLog;
import dev.memcore.store.heap.HeapLog;
import dev.memcore.store.segment.LogSegment;
import dev.memcore.store.segment.ManifestFile;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;

/** Both logs, whatever is done to them in whatever order, against a list of what each commit holds. */
class LogModelTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);

    /** What is done to a log. */
    enum Action {
        APPEND,
        APPEND_NOTHING,
        DROP_SOME,
        DROP_MOST,
        DROP_OLD,
        SHRINK,
        ERASE,
        PURGE,
        READ_ON,
        REOPEN
    }

    private final List<List<MemoryOp>> model = new ArrayList<>();
    /** How many commits there were at the last purge: the erasures among them are carried out. */
    private int purged;

    @BeforeTry
    void begin() {
        model.clear();
        purged = 0;
    }

    @Property(tries = 200)
    void aLogOnDiskReadsAsTheModel(
            @ForAll @Size(max = 40) List<Action> actions,
            @ForAll @IntRange(min = 256, max = 3_000) int segmentBytes,
            @ForAll Random random)
            throws IOException {
        SegmentedLog.Options options = Simulation.BUFFERED.withSegmentBytes(segmentBytes);
        SimulatedFiles files = new SimulatedFiles();
        SegmentedLog log = Simulation.open(files, options);
        try {
            for (Action action : actions) {
                if (action == Action.REOPEN) {
                    log.close();
                    files = files.afterCrash();
                    log = Simulation.open(files, options);
                    purgeModel();
                } else {
                    act(log, action, random);
                }
                assertModel(log, random);
            }
            act(log, Action.PURGE, random);
            assertModel(log, random);
            List<String> listed = ManifestFile.read(files).segments().stream()
                    .map(LogSegment::name)
                    .toList();
            assertEquals(listed, files.list(LogSegment.DIRECTORY));
            SimulatedFiles backup = new SimulatedFiles();
            log.backup(backup);
            assertEquals(Samples.read(log, 1), Simulation.readAll(backup.afterCrash()));
            List<Commit> salvaged = new ArrayList<>();
            assertEquals(
                    List.of(), new LogSalvage(files, salvaged::add).salvage().findings());
            assertEquals(Samples.read(log, 1), salvaged);
        } finally {
            log.close();
        }
    }

    @Property(tries = 200)
    void aLogInMemoryReadsAsTheModel(@ForAll @Size(max = 40) List<Action> actions, @ForAll Random random) {
        try (HeapLog log = new HeapLog(random)) {
            for (Action action : actions) {
                act(log, action, random);
                assertModel(log, random);
            }
            long left =
                    model.stream().filter(operations -> !operations.isEmpty()).count();
            log.rewrite(Commit::operations);
            assertTrue(log.held() <= 2 * left + 1, () -> log.held() + " of " + left);
        }
    }

    private void act(MemoryLog log, Action action, Random random) {
        int some = 1 + random.nextInt(5);
        switch (action) {
            case APPEND -> append(log, 3 * some, this::turn);
            case APPEND_NOTHING -> append(log, some, number -> List.of());
            case DROP_SOME -> rewrite(log, sequence -> sequence % (1 + some) == 0);
            case DROP_MOST -> rewrite(log, sequence -> sequence % 7 != some);
            case DROP_OLD -> rewrite(log, sequence -> sequence < model.size() - 3 * some);
            case SHRINK -> shrink(log, some);
            case ERASE -> append(log, 1, number -> List.of(erase(1 + random.nextInt(Math.max(1, model.size())))));
            case PURGE -> {
                log.purge();
                purgeModel();
            }
            case READ_ON, REOPEN -> readOn(log, random);
        }
    }

    private List<MemoryOp> turn(long number) {
        return List.of(Samples.turn(number).getFirst(), new MemoryOp.Forget(Samples.id(number + 1_000), Cause.HOST));
    }

    private static MemoryOp erase(long number) {
        return new MemoryOp.Erase(Samples.id(number), Samples.SCOPE, 1, DIGEST, Cause.HOST);
    }

    private void append(MemoryLog log, int commits, Function<Long, List<MemoryOp>> operations) {
        for (int i = 0; i < commits; i++) {
            model.add(operations.apply(model.size() + 1L));
            log.append(model.getLast(), moment(model.size()), commit -> {});
        }
    }

    private static Instant moment(long sequence) {
        return Samples.NOON.plusMillis(sequence);
    }

    private void rewrite(MemoryLog log, Function<Long, Boolean> drops) {
        long changed = 0;
        for (int i = 0; i < model.size(); i++) {
            if (drops.apply(i + 1L) && !model.get(i).isEmpty() && !isErasure(model.get(i))) {
                model.set(i, List.of());
                changed++;
            }
        }
        long replaced = log.rewrite(commit ->
                drops.apply(commit.sequence()) && !isErasure(commit.operations()) ? List.of() : commit.operations());
        assertEquals(changed, replaced);
    }

    private static boolean isErasure(List<MemoryOp> operations) {
        return operations.stream().anyMatch(MemoryOp.Erase.class::isInstance);
    }

    /** Some commits keep only their last operation. */
    private void shrink(MemoryLog log, int some) {
        for (int i = 0; i < model.size(); i++) {
            model.set(i, shrunk(i + 1L, model.get(i), some));
        }
        log.rewrite(commit -> shrunk(commit.sequence(), commit.operations(), some));
    }

    private static List<MemoryOp> shrunk(long sequence, List<MemoryOp> operations, int some) {
        return sequence % 6 == some && operations.size() > 1 ? List.of(operations.getLast()) : operations;
    }

    private void purgeModel() {
        List<Object> erased = new ArrayList<>();
        model.stream()
                .skip(purged)
                .flatMap(List::stream)
                .filter(MemoryOp.Erase.class::isInstance)
                .forEach(mark -> erased.add(mark.id()));
        model.replaceAll(operations -> operations.stream()
                .filter(operation -> operation instanceof MemoryOp.Erase || !erased.contains(operation.id()))
                .toList());
        purged = model.size();
    }

    /** A cursor that is in the middle when all is rewritten reads the rest, as it was or as it is. */
    private void readOn(MemoryLog log, Random random) {
        if (!model.isEmpty()) {
            long from = 1L + random.nextInt(model.size());
            long next = from;
            try (var cursor = log.read(from)) {
                for (int i = 0; i < random.nextInt(10) && cursor.hasNext(); i++) {
                    assertEquals(next++, cursor.next().sequence());
                }
                rewrite(log, sequence -> sequence % 3 == 0);
                while (cursor.hasNext()) {
                    assertEquals(next++, cursor.next().sequence());
                }
            }
            assertEquals(model.size() + 1L, next);
        }
    }

    private void assertModel(MemoryLog log, Random random) {
        List<Commit> all = Samples.read(log, 1);
        assertEquals(model, all.stream().map(Commit::operations).toList());
        Instant before = Instant.MIN;
        for (int i = 0; i < all.size(); i++) {
            Commit commit = all.get(i);
            Instant own = moment(i + 1L);
            assertEquals(i + 1, commit.sequence());
            assertEquals(
                    true,
                    commit.operations().isEmpty()
                            ? !commit.recordedAt().isBefore(own)
                            : commit.recordedAt().equals(own));
            assertFalse(commit.recordedAt().isBefore(before));
            before = commit.recordedAt();
        }
        assertEquals(all.size(), log.lastSequence());
        if (!all.isEmpty()) {
            assertEquals(moment(all.size()), all.getLast().recordedAt());
            int from = 1 + random.nextInt(all.size());
            assertEquals(all.subList(from - 1, all.size()), Samples.read(log, from));
        }
        assertEquals(List.of(), log.check().findings());
        assertEquals(all.size(), log.check().commits());
    }
}
