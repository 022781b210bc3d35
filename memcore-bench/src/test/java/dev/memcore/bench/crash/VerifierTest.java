package dev.memcore.bench.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Tier;
import dev.memcore.api.operation.Cause;
import dev.memcore.api.operation.MemoryOp;
import dev.memcore.bench.crash.Faults.Kind;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.harness.UniqueWord;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A verifier that would not notice a broken promise proves nothing: each kind is broken here. */
final class VerifierTest {
    @TempDir
    private Path directory;

    private MemoryManager store;
    private MemorySpace space;
    private final Ledger ledger = new Ledger();
    private final Faults faults = new Faults();
    private final Random random = new Random(1);
    private int texts;

    @BeforeEach
    void open() {
        store = Stores.open(directory);
        space = store.space(CrashWriter.scope(0));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aStoreThatKeepsItsPromisesHasNoFaults() {
        Memory kept = remember();
        Memory revised = remember();
        Memory forgotten = remember();
        Memory killedBeforeForgetting = remember();
        Memory killedAfterForgetting = remember();
        take(Report.Kind.ACKNOWLEDGED, kept, revised, forgotten, killedBeforeForgetting, killedAfterForgetting);
        take(Report.Kind.ACKNOWLEDGED, space.revise(revised.id(), text()));
        space.forget(forgotten.id());
        take(Report.Kind.FORGOTTEN, forgotten);
        take(Report.Kind.CHANGING, killedBeforeForgetting, killedAfterForgetting);
        space.forget(killedAfterForgetting.id());
        verify();
        verify();
        assertTrue(faults.none(), faults.descriptions().toString());
    }

    @Test
    void anAcknowledgedMemoryThatIsNotThereIsLost() {
        Memory memory = remember();
        Report.Version version = Report.Version.of(memory);
        MemoryId nobody = new MemoryId(1, 2);
        ledger.take(new Report(
                Report.Kind.ACKNOWLEDGED,
                0,
                List.of(new Report.Version(nobody, 1, 1, version.digest(), version.word()))));
        verify();
        assertEquals(1, faults.count(Kind.LOST));
    }

    @Test
    void anAcknowledgedVersionThatIsNotThereIsLost() {
        Memory memory = remember();
        Report.Version version = Report.Version.of(memory);
        ledger.take(new Report(
                Report.Kind.ACKNOWLEDGED,
                0,
                List.of(new Report.Version(memory.id(), 2, 2, version.digest(), version.word()))));
        verify();
        assertEquals(1, faults.count(Kind.LOST));
    }

    @Test
    void aForgottenMemoryThatIsThereIsLostForgetting() {
        take(Report.Kind.FORGOTTEN, remember());
        verify();
        assertEquals(1, faults.count(Kind.LOST));
    }

    @Test
    void otherContentIsCorrupt() {
        Memory memory = remember();
        Report.Version version = Report.Version.of(memory);
        ledger.take(new Report(
                Report.Kind.ACKNOWLEDGED,
                0,
                List.of(new Report.Version(memory.id(), 1, version.sequence(), "0000000000000000", version.word()))));
        verify();
        assertEquals(1, faults.count(Kind.CORRUPT));
    }

    @Test
    void aTextWithoutItsSealIsCorrupt() {
        space.remember("zuvapo: harbour #00000000");
        verify();
        assertEquals(1, faults.count(Kind.CORRUPT));
    }

    @Test
    void aVersionThatNobodyWroteIsCorrupt() {
        Memory memory = remember();
        take(Report.Kind.ACKNOWLEDGED, memory);
        space.revise(memory.id(), text());
        verify();
        assertEquals(1, faults.count(Kind.CORRUPT));
    }

    @Test
    void partOfABatchIsTorn() {
        space.remember(Observation.builder(text())
                .attribute(CrashWriter.CYCLE, 0)
                .attribute(CrashWriter.BATCH, "0-1")
                .attribute(CrashWriter.BATCH_SIZE, 2)
                .build());
        verify();
        assertEquals(1, faults.count(Kind.TORN_BATCH));
    }

    @Test
    void aMergeIsVerifiedByItsLinesAndItsParts() {
        Memory one = turn();
        Memory other = turn();
        merge(List.of(one, other), List.of(one, other));
        take(Report.Kind.ACKNOWLEDGED, one, other);
        verify();
        assertTrue(faults.none(), faults.descriptions().toString());
        space.forget(one.id());
        take(Report.Kind.FORGOTTEN, one);
        verify();
        assertTrue(faults.none(), "what was merged is forgotten with any of its parts: " + faults.descriptions());
    }

    @Test
    void aMergeWhosePartHasStayedIsTorn() {
        Memory one = turn();
        Memory other = turn();
        merge(List.of(one, other), List.of(one));
        verify();
        assertEquals(1, faults.count(Kind.TORN_MERGE));
    }

    @Test
    void aPartOfTwoMergesIsTorn() {
        Memory one = turn();
        Memory other = turn();
        merge(List.of(one, other), List.of(one, other));
        merge(List.of(other), List.of());
        verify();
        assertEquals(1, faults.count(Kind.TORN_MERGE));
    }

    @Test
    void whatWasArchivedForAMergeThatIsNotThereIsTorn() {
        Cause cause = new Cause("policy:merge of anything", "merged into " + new MemoryId(1, 2), Set.of());
        Memory lonely = turn();
        space.apply(List.of(new MemoryOp.Move(lonely.id(), Tier.ARCHIVE, cause)));
        verify();
        assertEquals(1, faults.count(Kind.TORN_MERGE), faults.descriptions().toString());
    }

    @Test
    void aMergeThatSaysSomethingElseIsCorrupt() {
        Memory one = turn();
        space.apply(List.of(new MemoryOp.Move(one.id(), Tier.ARCHIVE, Cause.HOST)));
        space.remember(Observation.builder(one.text() + "\nzuvapo: harbour #00000000")
                .derivedFrom(one.id())
                .build());
        verify();
        assertEquals(1, faults.count(Kind.CORRUPT));
        assertEquals(0, faults.count(Kind.TORN_MERGE));
    }

    private Memory turn() {
        return space.session("session")
                .add(Observation.builder(text()).speaker("Writer").build());
    }

    /** As maintenance does it, but for what is to go wrong. */
    private void merge(List<Memory> parts, List<Memory> archived) {
        String text =
                parts.stream().map(part -> CrashWriter.SPEAKS + part.text()).collect(Collectors.joining("\n"));
        Memory merged = space.remember(Observation.builder(text)
                .derivedFrom(parts.stream().map(Memory::id).toList())
                .build());
        Cause cause = Cause.of("policy:merge of anything", "merged into " + merged.id());
        archived.forEach(part -> space.apply(List.of(new MemoryOp.Move(part.id(), Tier.ARCHIVE, cause))));
    }

    private void verify() {
        new Verifier(store, 1, ledger, faults).verify(0, random);
    }

    private Memory remember() {
        return space.remember(text());
    }

    private String text() {
        return SealedText.compose(UniqueWord.of(0, 0, texts++), random);
    }

    private void take(Report.Kind kind, Memory... memories) {
        Report report = Report.of(kind, 0, List.of(memories));
        assertEquals(report, Report.parse(report.line()));
        ledger.take(report);
    }
}
