package dev.memcore.bench.demo;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.bench.harness.Digest;
import dev.memcore.bench.harness.Protocol;
import dev.memcore.bench.harness.Stores;
import dev.memcore.cli.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The process that is killed. It remembers the stories and answers the questions, and then continues to write until it
 * is killed. It reports every acknowledgement to its parent in a line {@code ack SCOPE-INDEX ID DIGEST}, text to be
 * shown in lines {@code say TEXT}, and the end of the stories in a line {@code told}.
 */
@Command(name = "demo-writer", hidden = true)
public final class DemoWriterCommand implements Callable<Integer> {
    @Option(names = "--dir", required = true)
    @SuppressWarnings("NullAway.Init") // required
    private Path directory;

    @Option(names = "--data")
    private @Nullable Path data;

    @Option(names = "--emphasis")
    private boolean emphasis;

    private final Protocol parent = new Protocol();

    /** For picocli. */
    public DemoWriterCommand() {}

    @Override
    public Integer call() {
        List<Story> stories = Stories.of(data);
        try (MemoryManager store = Stores.open(directory)) {
            for (int i = 0; i < stories.size(); i++) {
                tell(store, stories.get(i), i);
            }
            parent.send("told");
            stories.forEach(story -> answer(store, story));
            parent.send("asked");
            writeOn(store.space(DemoCommand.LAST_WORDS));
        }
        return 0;
    }

    private void tell(MemoryManager store, Story story, int index) {
        MemorySpace space = store.space(story.scope());
        for (Story.Chapter chapter : story.chapters()) {
            if (!chapter.messages().isEmpty()) {
                space.session(chapter.session()).addAll(chapter.messages()).forEach(memory -> ack(memory, index));
            }
        }
    }

    private void ack(Memory memory, int story) {
        parent.send("ack " + story + " " + memory.id() + " " + Digest.of(memory));
    }

    private void answer(MemoryManager store, Story story) {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        Answers answers =
                new Answers(store, new Terminal(new PrintStream(shown, true, StandardCharsets.UTF_8), emphasis));
        answers.show(story);
        shown.toString(StandardCharsets.UTF_8).lines().forEach(line -> parent.send("say " + line));
        answers.prompts(story).forEach(prompt -> parent.send("prompt " + prompt));
    }

    private void writeOn(MemorySpace space) {
        for (int i = 1; i <= DemoCommand.MOST_LAST_WORDS; i++) {
            ack(space.remember("Last words, number " + i + ": written while the process is about to be killed."), -1);
        }
    }

    /** The scope of an acknowledgement. */
    static Scope scope(List<Story> stories, int index) {
        return index < 0 ? DemoCommand.LAST_WORDS : stories.get(index).scope();
    }
}
