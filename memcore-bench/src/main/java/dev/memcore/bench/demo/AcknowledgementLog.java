package dev.memcore.bench.demo;

import dev.memcore.api.MemoryId;
import dev.memcore.api.MemoryManager;
import dev.memcore.bench.harness.ChildJvm;
import dev.memcore.bench.harness.Digest;
import dev.memcore.cli.console.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the writer's output, records every acknowledgement, and later compares them with the store. For one thread. */
final class AcknowledgementLog {
    private final ChildJvm writer;
    private final List<Acknowledgement> acknowledged = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();

    AcknowledgementLog(ChildJvm writer) {
        this.writer = writer;
    }

    /** A memory that was acknowledged to the writer as durable. */
    record Acknowledgement(int story, MemoryId id, String digest) {}

    List<Acknowledgement> acknowledged() {
        return acknowledged;
    }

    /** The prompts that the writer made for each question, each on one line. */
    List<String> answers() {
        return answers;
    }

    /** Reads until the writer prints a word. Reports the number of acknowledgements after each one. */
    void hearUntil(String word, IntConsumer progress) {
        String line = next();
        while (!line.equals(word)) {
            take(line);
            progress.accept(acknowledged.size());
            line = next();
        }
    }

    /** Reads until the writer prints a word, and shows the texts that the writer wants to show. */
    void hearUntil(String word, Terminal out) {
        String line = next();
        while (!line.equals(word)) {
            if (line.startsWith("say ")) {
                out.line(line.substring("say ".length()));
            } else {
                take(line);
            }
            line = next();
        }
    }

    /** Reads a number of lines. */
    void hear(int lines) {
        for (int i = 0; i < lines; i++) {
            take(next());
        }
    }

    /** Reads until the writer's output ends. */
    void hearTheRest() {
        for (String line = writer.readLine(); line != null; line = writer.readLine()) {
            take(line);
        }
    }

    private String next() {
        @Nullable String line = writer.readLine();
        if (line == null) {
            throw new IllegalStateException("the writer ended by itself with exit code " + writer.await());
        }
        return line;
    }

    private void take(String line) {
        String[] words = line.split(" ", -1);
        if (words[0].equals("ack")) {
            acknowledged.add(new Acknowledgement(Integer.parseInt(words[1]), MemoryId.parse(words[2]), words[3]));
        } else if (words[0].equals("prompt")) {
            answers.add(line.substring("prompt ".length()));
        }
    }

    /** Returns the number of acknowledged memories that are unchanged in the store. */
    int countIntact(MemoryManager store, List<Story> stories) {
        int intact = 0;
        for (Acknowledgement ack : acknowledged) {
            boolean same = store.space(DemoWriterCommand.scope(stories, ack.story()))
                    .get(ack.id())
                    .map(memory -> Digest.of(memory).equals(ack.digest()))
                    .orElse(false);
            intact += same ? 1 : 0;
        }
        return intact;
    }
}
