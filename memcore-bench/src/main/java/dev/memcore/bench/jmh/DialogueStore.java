package dev.memcore.bench.jmh;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.Stores;
import dev.memcore.bench.memorycode.Dialogue;
import dev.memcore.bench.memorycode.Dialogues;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A durable store of the bundled dialogues, shared by the threads of a benchmark. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // set up by JMH
public class DialogueStore {
    private ScratchDirectory scratch;
    private MemoryManager store;
    private MemorySpace space;

    /** For JMH. */
    public DialogueStore() {}

    /** Opens and fills the store. */
    @Setup(Level.Trial)
    public void fill() {
        scratch = ScratchDirectory.of(null);
        store = Stores.open(scratch.path());
        space = store.space(dev.memcore.api.Scope.of("jmh"));
        for (Dialogue dialogue : Dialogues.shipped()) {
            for (int i = 0; i < dialogue.sessions().size(); i++) {
                List<Observation> messages = dialogue.sessions().get(i).stream()
                        .map(line -> Observation.builder(line.text())
                                .speaker(line.speaker())
                                .build())
                        .toList();
                space.session(dialogue.file() + "-" + i).addAll(messages);
            }
        }
        store.awaitIndexed();
    }

    /** Closes and deletes the store. */
    @TearDown(Level.Trial)
    public void delete() {
        store.close();
        scratch.close();
    }

    /** The memory under measurement. */
    public MemorySpace space() {
        return space;
    }
}
