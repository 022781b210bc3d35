package dev.memcore.bench.agent;

import dev.memcore.Memcore;
import dev.memcore.MemcoreBuilder;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.operation.ErasureTopic;
import dev.memcore.api.report.ErasurePreview;
import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.bench.harness.ScratchDirectory;
import dev.memcore.bench.harness.ScratchOption;
import dev.memcore.cli.console.BadInput;
import dev.memcore.cli.console.Terminal;
import dev.memcore.spi.model.LanguageModel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the example agent and prints its transcript. */
@Command(
        name = "agent",
        description = {
            "Runs an example agent: three sessions with tools, facts, a correction, a restart, and an erasure by"
                    + " topic.",
            "Without an endpoint, a script plays the language model, and the transcript is the same at every run."
        },
        mixinStandardHelpOptions = true)
public final class AgentCommand implements Callable<Integer> {
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final Scope SCOPE = Scope.of("example", "ada");

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description =
                    "An endpoint for chat completions in OpenAI's format, such as https://host/v1/chat/completions.")
    private @Nullable URI endpoint;

    @Option(names = "--model", paramLabel = "NAME", description = "The model of the endpoint.")
    private @Nullable String model;

    @Option(
            names = "--key-variable",
            paramLabel = "NAME",
            description = "The environment variable that holds the key of the endpoint (default: ${DEFAULT-VALUE}).")
    private String keyVariable = "OPENAI_API_KEY";

    @Option(names = "--out", paramLabel = "FILE", description = "Write the transcript to this file, too.")
    private @Nullable Path out;

    @Mixin
    private final ScratchOption scratch = new ScratchOption();

    /** For picocli. */
    public AgentCommand() {}

    @Override
    public Integer call() throws InterruptedException, IOException {
        if ((endpoint == null) != (model == null)) {
            throw new BadInput("--endpoint and --model belong together");
        }
        LanguageModel used = endpoint == null || model == null
                ? new AgentScript()
                : new OpenAiModel(endpoint, model, System.getenv(keyVariable));
        Transcript transcript = new Transcript(Terminal.standard());
        try (ScratchDirectory directory = scratch.open()) {
            run(directory.resolve("agent"), used, transcript);
        }
        if (out != null) {
            Files.writeString(out, transcript.text());
        }
        return 0;
    }

    private void run(Path store, LanguageModel used, Transcript transcript) throws InterruptedException {
        AtomicLong day = new AtomicLong();
        MemoryManager manager = open(store, day);
        try {
            for (Scenario scenario : Scenario.all()) {
                transcript.heading(scenario.name());
                if (scenario.afterRestart()) {
                    manager.close();
                    manager = open(store, day);
                    transcript.note("the store was closed and opened again");
                }
                converse(manager.space(SCOPE), scenario, used, transcript);
                day.incrementAndGet();
            }
        } finally {
            manager.close();
        }
    }

    /** Opens the store. With the script, clock and ids are fixed. */
    private MemoryManager open(Path store, AtomicLong day) {
        MemcoreBuilder builder = Memcore.builder().directory(store).zone(ZoneOffset.UTC);
        if (endpoint == null) {
            AtomicLong seconds = new AtomicLong();
            InstantSource clock = () -> MONDAY.plus(Duration.ofDays(day.get())).plusSeconds(seconds.incrementAndGet());
            builder.clock(clock).random(new SplittableRandom(day.get()));
        }
        return builder.build();
    }

    private static void converse(MemorySpace space, Scenario scenario, LanguageModel used, Transcript transcript)
            throws InterruptedException {
        ExampleAgent agent = new ExampleAgent(space, scenario.name(), used, transcript);
        for (String message : scenario.messages()) {
            if (message.startsWith(Scenario.FORGET)) {
                forget(space, message.substring(Scenario.FORGET.length()), transcript);
            } else {
                agent.answer(message);
            }
        }
        space.session(scenario.name()).end();
    }

    private static void forget(MemorySpace space, String topic, Transcript transcript) {
        transcript.said("user", "Forget everything about " + topic + ".");
        ErasurePreview preview = space.previewErasure(ErasureTopic.of(topic));
        preview.memories()
                .forEach(one -> transcript.note("would erase: "
                        + one.memory().kind() + " \"" + one.memory().text() + "\", "
                        + one.reason().name().toLowerCase(Locale.ROOT) + " " + one.detail()));
        ErasureReceipt receipt = space.erase(preview);
        transcript.note("erased " + receipt.entries().size() + " memories; verified: "
                + space.verify(receipt).ok());
    }
}
