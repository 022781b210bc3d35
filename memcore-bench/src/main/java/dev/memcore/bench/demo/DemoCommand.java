package dev.memcore.bench.demo;

import dev.memcore.api.MemoryManager;
import dev.memcore.api.Scope;
import dev.memcore.api.report.Recovery;
import dev.memcore.bench.harness.ChildJvm;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.ScratchOption;
import dev.memcore.bench.harness.Stores;
import dev.memcore.cli.console.JsonOption;
import dev.memcore.cli.console.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Demonstrates the main use: remembers real dialogue, recalls it, is killed, and recalls it again. */
@Command(
        name = "demo",
        description = {
            "Remembers real dialogues, recalls them, and explains the results.",
            "Then kills the writing process, opens the store again, and verifies that nothing acknowledged is missing."
        },
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    /** The scope in which the writer continues to write until it is killed. */
    static final Scope LAST_WORDS = Scope.of("demo", "last words");
    /** The number of writes after which the writer ends if it is not killed. */
    static final int MOST_LAST_WORDS = 100_000;

    private static final int HEARD_LAST_WORDS = 250;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "A LoCoMo file to use instead of the included dialogues.")
    private @Nullable Path data;

    @Mixin
    private final ScratchOption directory = new ScratchOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    private final Terminal out = Terminal.standard();

    /** For picocli. */
    public DemoCommand() {}

    @Override
    public Integer call() {
        json.check();
        List<Story> stories = Stories.of(data);
        try (ScratchDirectory scratch = directory.open()) {
            introduce(stories);
            AcknowledgementLog log = tellAndKill(stories, scratch.path());
            return verify(stories, log, scratch) ? 0 : 1;
        }
    }

    private void introduce(List<Story> stories) {
        out.line(out.bold("memcore demo") + ": memory that outlives the process");
        out.line(out.dim(
                data == null
                        ? "Data: MemoryCode dialogues (for-ai/MemoryCode, Apache-2.0); mentors instruct, and change"
                                + " their minds."
                        : "Data: " + data));
        out.line();
        for (Story story : stories) {
            out.line(
                    "   %-52s %3d sessions %6d messages",
                    story.title(), story.chapters().size(), story.messages());
        }
        out.line();
    }

    private AcknowledgementLog tellAndKill(List<Story> stories, Path store) {
        List<String> arguments = new ArrayList<>(List.of("demo-writer", "--dir", store.toString()));
        if (data != null) {
            arguments.addAll(List.of("--data", data.toString()));
        }
        if (out.emphasis()) {
            arguments.add("--emphasis");
        }
        int total = stories.stream().mapToInt(Story::messages).sum();
        try (ChildJvm child = ChildJvm.start(arguments)) {
            out.line(out.bold("1. A writer, process " + child.pid() + ", remembers them"));
            AcknowledgementLog log = new AcknowledgementLog(child);
            long start = System.nanoTime();
            log.hearUntil("told", acks -> {
                if (acks % 100 == 0) {
                    out.progress("   " + acks + " of " + total);
                }
            });
            out.progressDone();
            out.line(
                    "   %,d memories acknowledged in %.1f s, JVM start included. Acknowledged means: on the device.",
                    log.acknowledged().size(), (System.nanoTime() - start) / 1e9);
            out.line();
            out.line(out.bold("2. It is asked questions: what a model would see"));
            log.hearUntil("asked", out);
            kill(child, log);
            return log;
        }
    }

    private void kill(ChildJvm child, AcknowledgementLog log) {
        int before = log.acknowledged().size();
        log.hear(HEARD_LAST_WORDS);
        child.kill();
        log.hearTheRest();
        child.await();
        out.line(
                out.bold("3. kill -9 " + child.pid())
                        + ", while it goes on writing: %,d more memories were acknowledged",
                log.acknowledged().size() - before);
        out.line();
    }

    private boolean verify(List<Story> stories, AcknowledgementLog log, ScratchDirectory scratch) {
        try (MemoryManager store = Stores.open(scratch.path())) {
            Recovery recovery = store.stats().recovery();
            out.line(out.bold("4. This process opens the store"));
            out.line(
                    "   recovered in %,d ms: %,d torn bytes cut, index %s, %,d commits replayed into it",
                    recovery.took().toMillis(),
                    recovery.tornBytes(),
                    recovery.indexState().toString().toLowerCase(Locale.ROOT),
                    recovery.replayed());
            int intact = log.countIntact(store, stories);
            int acknowledged = log.acknowledged().size();
            out.line("   %,d of %,d acknowledged memories are there, unchanged", intact, acknowledged);
            out.line();
            int same = askAgain(stories, log, store);
            report(recovery, acknowledged, intact, log.answers().size(), same);
            boolean whole = intact == acknowledged && acknowledged > 0;
            out.line(whole ? out.bold("Nothing was lost.") : out.bold("LOST: " + (acknowledged - intact)));
            if (!scratch.temporary()) {
                out.line(out.dim("The store is kept in " + scratch.path()));
            }
            return whole;
        }
    }

    private int askAgain(List<Story> stories, AcknowledgementLog log, MemoryManager store) {
        out.line(out.bold("5. The same questions again: is the prompt the same, byte for byte?"));
        Answers answers = new Answers(store, out);
        List<String> questions = new ArrayList<>();
        List<String> now = new ArrayList<>();
        for (Story story : stories) {
            story.questions().forEach(ask -> questions.add(ask.text()));
            now.addAll(answers.prompts(story));
        }
        int same = 0;
        for (int i = 0; i < questions.size(); i++) {
            boolean equal = i < log.answers().size() && log.answers().get(i).equals(now.get(i));
            same += equal ? 1 : 0;
            out.line("   %-10s %s", equal ? "same" : "different", questions.get(i));
        }
        out.line();
        return same;
    }

    private void report(Recovery recovery, int acknowledged, int intact, int questions, int same) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("acknowledged", acknowledged);
        result.put("lost", acknowledged - intact);
        result.put("questions", questions);
        result.put("sameAnswers", same);
        result.put("tornBytes", recovery.tornBytes());
        result.put("indexState", recovery.indexState().toString());
        result.put("openMillis", recovery.took().toMillis());
        json.write(result);
    }
}
