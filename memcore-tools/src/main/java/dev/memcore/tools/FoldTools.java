package dev.memcore.tools;

import dev.memcore.api.Memory;
import dev.memcore.api.MemoryId;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.session.Fold;
import dev.memcore.api.session.SessionFolds;
import dev.memcore.api.session.Transcript;
import dev.memcore.tools.call.Parameter;
import dev.memcore.tools.call.ShownValue;
import dev.memcore.tools.call.Tool;
import dev.memcore.tools.call.Tool.Effect;
import dev.memcore.tools.call.ToolFailure;
import dev.memcore.tools.call.ToolInput;
import dev.memcore.tools.call.ToolServices;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The tools that fold, expand and restore messages of a session, by its {@link SessionFolds}. */
final class FoldTools {
    private static final String FOLD = "fold";
    private static final int MOST_QUOTE = 2_000;
    private static final int MOST_MESSAGES = 1_000_000;

    private final ToolServices services;
    private final SessionMemory session;

    FoldTools(ToolServices services, SessionMemory session) {
        this.services = services;
        this.session = session;
    }

    List<Tool> tools() {
        return List.of(
                new Tool(
                        "context_fold",
                        "Hide messages of this conversation that are not needed now behind one line. Nothing is lost.",
                        List.of(
                                quote("from", "Exact words that occur only in the first message to hide, or its id"),
                                quote("to", "The same for the last message to hide")),
                        Effect.ADDS,
                        this::fold),
                new Tool(
                        "context_expand",
                        "Read hidden messages. They stay hidden.",
                        List.of(
                                number(),
                                Parameter.integer(
                                                "first",
                                                "Number of the first message to show; default 1",
                                                1,
                                                MOST_MESSAGES)
                                        .optional()),
                        Effect.READS,
                        this::expand),
                new Tool(
                        "context_restore",
                        "Show hidden messages in the conversation again. Without a number, show all of them.",
                        List.of(number().optional()),
                        Effect.REPLACES,
                        this::restore));
    }

    private static Parameter quote(String name, String description) {
        return Parameter.text(name, description, MOST_QUOTE);
    }

    private static Parameter number() {
        return Parameter.integer(FOLD, "Number of the fold, as in [fold 3: ...]", 1, MOST_MESSAGES);
    }

    private String fold(ToolInput input) {
        List<Memory> messages = messages();
        Memory first = quoted(messages, "from", input.text("from"));
        Memory last = quoted(messages, "to", input.text("to"));
        if (messages.indexOf(last) < messages.indexOf(first)) {
            throw new ToolFailure("The message of 'to' must not come before the message of 'from'.");
        }
        return "Folded. The conversation shows this line: "
                + session.folds().fold(first.id(), last.id()).marker();
    }

    private List<Memory> messages() {
        Transcript transcript = session.transcript();
        return IntStream.range(0, transcript.size()).mapToObj(transcript::get).toList();
    }

    private static Memory quoted(List<Memory> messages, String argument, String quote) {
        List<Memory> found = messages.stream()
                .filter(message -> message.text().contains(quote)
                        || message.id().toString().equals(quote.strip()))
                .toList();
        if (found.size() != 1) {
            throw new ToolFailure("Argument '" + argument + "' must occur in exactly one message, but "
                    + ShownValue.of(quote) + " occurs in " + found.size() + ".");
        }
        return found.getFirst();
    }

    private String expand(ToolInput input) {
        List<MemoryId> folded = required(input.integer(FOLD, 0)).messages();
        int first = input.integer("first", 1);
        if (first > folded.size()) {
            throw new ToolFailure("Argument 'first' must be at most " + folded.size() + ", but is " + first + ".");
        }
        List<String> lines = folded.subList(first - 1, folded.size()).stream()
                .flatMap(id -> services.space().get(id).stream())
                .map(FoldTools::line)
                .toList();
        return services.results().list("", lines, "Continue with first.");
    }

    private String restore(ToolInput input) {
        SessionFolds folds = session.folds();
        if (input.has(FOLD)) {
            int number = required(input.integer(FOLD, 0)).number();
            return "Restored " + folds.expand(number).size() + " messages of fold " + number + ".";
        }
        int count = folds.restoreAll();
        return count == 0 ? "Nothing is folded." : "Restored all folds: " + count + ".";
    }

    private Fold required(int number) {
        List<Fold> present = session.folds().list();
        return present.stream()
                .filter(fold -> fold.number() == number)
                .findFirst()
                .orElseThrow(() -> new ToolFailure("There is no fold " + number + ". "
                        + (present.isEmpty()
                                ? "Nothing is folded."
                                : "The folds are: "
                                        + shown(present.stream()
                                                .map(Fold::number)
                                                .toList()) + ".")));
    }

    private static String shown(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** A message as a line: speaker or role, and the exact text. */
    static String line(Memory message) {
        String role = message.role() == null ? "" : message.role().name().toLowerCase(Locale.ROOT);
        String who = Objects.requireNonNullElse(message.speaker(), role);
        return who.isEmpty() ? message.text() : who + ": " + message.text();
    }
}
