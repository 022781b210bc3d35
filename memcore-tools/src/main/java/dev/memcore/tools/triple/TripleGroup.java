package dev.memcore.tools.triple;

import dev.memcore.api.Memory;
import dev.memcore.tools.call.Parameter;
import dev.memcore.tools.call.ShownValue;
import dev.memcore.tools.call.Tool;
import dev.memcore.tools.call.Tool.Effect;
import dev.memcore.tools.call.ToolFailure;
import dev.memcore.tools.call.ToolInput;
import dev.memcore.tools.call.ToolServices;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes and reads triples, as tools and as calls within a text. */
public final class TripleGroup {
    private static final List<String> PARTS = List.of(Triple.SUBJECT, Triple.RELATION, Triple.OBJECT);

    /** The most rows of one read, as in the code of MemLLM (Modarressi et al., 2024). */
    private static final int MOST_ROWS = 31;

    private static final int MOST_NAME = 200;
    private static final int MOST_CALLS = 100;
    private static final String UNKNOWN = "?";

    private final ToolServices services;
    private final TripleStore store;

    /** Creates the tools of a space. */
    public TripleGroup(ToolServices services) {
        this.services = services;
        this.store = new TripleStore(services);
    }

    /** Returns the tools of this group. */
    public List<Tool> tools() {
        return List.of(
                new Tool(
                        "triple_write",
                        "Store a statement as subject, relation and object, e.g. 'Ann', 'works for', 'Acme'.",
                        List.of(
                                part(Triple.SUBJECT),
                                part(Triple.RELATION),
                                part(Triple.OBJECT),
                                Parameter.flag("replace", "Forget earlier objects of this subject and relation")
                                        .optional()),
                        Effect.REPLACES,
                        this::write),
                new Tool(
                        "triple_read",
                        "Read triples. Leave out the parts that you look for, or write '?'.",
                        List.of(
                                part(Triple.SUBJECT).optional(),
                                part(Triple.RELATION).optional(),
                                part(Triple.OBJECT).optional()),
                        Effect.READS,
                        input -> read(given(input))),
                new Tool(
                        "triple_run",
                        "Run the calls in a text: [MEM_WRITE{subject >> relation >> object}] and"
                                + " [MEM_READ{subject >> relation >> ?}].",
                        List.of(Parameter.text("text", "", services.mostTextChars())),
                        Effect.ADDS,
                        this::run));
    }

    private static Parameter part(String name) {
        return Parameter.text(name, "", MOST_NAME);
    }

    private String write(ToolInput input) {
        Triple triple = new Triple(
                input.text(Triple.SUBJECT).strip(),
                input.text(Triple.RELATION).strip(),
                input.text(Triple.OBJECT).strip());
        return written(triple, store.write(triple, input.flag("replace")));
    }

    private static String written(Triple triple, int forgotten) {
        if (forgotten < 0) {
            return "Already stored: " + triple;
        }
        return "Stored: " + triple + (forgotten == 0 ? "" : " (replaced " + forgotten + ")");
    }

    private static Map<String, String> given(ToolInput input) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : PARTS) {
            input.optionalText(part)
                    .map(String::strip)
                    .filter(name -> !name.equals(UNKNOWN))
                    .ifPresent(name -> parts.put(part, name));
        }
        if (parts.isEmpty()) {
            throw new ToolFailure("At least one of these arguments must be given: " + String.join(", ", PARTS) + ".");
        }
        return parts;
    }

    private String read(Map<String, String> parts) {
        return services.results().list("", lines(parts), "Give another part to read fewer triples.");
    }

    private List<String> lines(Map<String, String> parts) {
        TripleStore.Answer answer = store.read(parts);
        List<String> lines = new ArrayList<>();
        answer.replaced().forEach((name, names) -> lines.add(note(name, names)));
        List<Memory> memories = answer.memories();
        memories.stream().limit(MOST_ROWS).forEach(memory -> lines.add("[" + memory.id() + "] " + Triple.of(memory)));
        if (memories.isEmpty()) {
            lines.add("There are no such triples.");
        } else if (memories.size() > MOST_ROWS) {
            lines.add("[" + MOST_ROWS + " of " + memories.size() + " triples are shown.]");
        }
        return lines;
    }

    private static String note(String name, List<String> names) {
        return names.isEmpty()
                ? "No stored name is similar to " + ShownValue.of(name) + "."
                : "No stored name is " + ShownValue.of(name) + "; read instead: " + String.join(", ", names) + ".";
    }

    private String run(ToolInput input) {
        List<InlineCalls.Call> calls = InlineCalls.of(input.text("text"));
        if (calls.isEmpty() || calls.size() > MOST_CALLS) {
            throw new ToolFailure("The text must have 1 to " + MOST_CALLS + " calls, but has " + calls.size() + ".");
        }
        for (InlineCalls.Call call : calls) {
            check(call);
        }
        List<String> lines = new ArrayList<>();
        for (InlineCalls.Call call : calls) {
            if (call.writes()) {
                Triple triple = new Triple(
                        call.parts().get(0), call.parts().get(1), call.parts().get(2));
                lines.add(written(triple, store.write(triple, false)));
            } else {
                lines.add(call + ":");
                lines.addAll(lines(known(call)));
            }
        }
        return services.results().list("", lines, "Run fewer calls.");
    }

    private static Map<String, String> known(InlineCalls.Call call) {
        Map<String, String> parts = new LinkedHashMap<>();
        for (int i = 0; i < PARTS.size(); i++) {
            if (!call.parts().get(i).isEmpty()) {
                parts.put(PARTS.get(i), call.parts().get(i));
            }
        }
        return parts;
    }

    private static void check(InlineCalls.Call call) {
        if (!call.isComplete()) {
            throw new ToolFailure("Nothing was run: " + ShownValue.of(call.toString())
                    + " must have three parts separated by '>>'. A write needs all of them, a read at least one.");
        }
        for (String part : call.parts()) {
            if (part.length() > MOST_NAME) {
                throw new ToolFailure("Nothing was run: a name has " + part.length() + " characters; the limit is "
                        + MOST_NAME + ".");
            }
        }
    }
}
