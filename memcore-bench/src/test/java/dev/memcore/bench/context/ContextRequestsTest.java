package dev.memcore.bench.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.memcore.Memcore;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.SessionMemory;
import dev.memcore.api.context.Context;
import dev.memcore.api.context.ContextFormat;
import dev.memcore.api.context.ContextLine;
import dev.memcore.api.context.ContextOrder;
import dev.memcore.api.context.ContextRequest;
import dev.memcore.api.context.ContextSection;
import dev.memcore.bench.memorycode.Dialogue;
import dev.memcore.bench.memorycode.Dialogues;
import dev.memcore.spi.TokenCounter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random requests over real dialogue, with the counter of the library and with the tokenizer of GPT-4o. {@code
 * -Dmemcore.context.requests=10000} asks more of them.
 */
final class ContextRequestsTest {
    private static final int REQUESTS = Integer.getInteger("memcore.context.requests", 600);

    private static final int TOOLS = 9;
    private static final int AGAIN = 7;

    private final Random random = new Random(42);
    private final List<String> texts = new ArrayList<>();

    @Test
    void theCounterOfTheLibraryIsNeverExceeded() {
        check(TokenCounter.approximate());
    }

    @Test
    void theTokenizerOfAModelIsNeverExceeded() {
        Encoding o200k = Encodings.newDefaultEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
        check(o200k::countTokensOrdinary);
    }

    private void check(TokenCounter counter) {
        try (MemoryManager memory = Memcore.builder().tokenCounter(counter).build()) {
            MemorySpace space = memory.space(Scope.of("acme", "alice"));
            List<SessionMemory> sessions = tell(space);
            memory.awaitIndexed();
            for (int i = 0; i < REQUESTS / 2; i++) {
                SessionMemory session = sessions.get(random.nextInt(sessions.size()));
                ContextRequest request = request();
                Context context = session.context(request);
                check(context, request, counter);
                if (i % AGAIN == 0) {
                    memory.space(Scope.of("acme", "bob")).remember("Bob is number " + i + "."); // drops what is cached
                    assertEquals(context.text(), session.context(request).text());
                }
            }
        }
    }

    /** Stores dialogues; some messages are calls of tools with their results. */
    private List<SessionMemory> tell(MemorySpace space) {
        space.blocks().set("persona", "You mentor engineers. You are patient.");
        space.facts().set("company", "CHEETAH");
        space.facts().set("editor", "Vim");
        List<SessionMemory> sessions = new ArrayList<>();
        for (Dialogue dialogue : Dialogues.shipped()) {
            for (List<Dialogue.Line> lines : dialogue.sessions()) {
                SessionMemory session = space.session(dialogue.file() + "/" + sessions.size());
                sessions.add(session);
                for (Dialogue.Line line : lines) {
                    texts.add(line.text());
                    if (texts.size() % TOOLS == 0) {
                        call(session, line);
                    } else {
                        Role role = line.speaker().equals(dialogue.mentor()) ? Role.USER : Role.ASSISTANT;
                        session.add(Observation.builder(line.text())
                                .role(role)
                                .speaker(line.speaker())
                                .build());
                    }
                }
            }
        }
        return sessions;
    }

    private void call(SessionMemory session, Dialogue.Line line) {
        String id = "call" + texts.size();
        session.addAll(List.of(
                Observation.builder("I look that up.")
                        .role(Role.ASSISTANT)
                        .toolCallId(id)
                        .build(),
                Observation.builder(line.text()).role(Role.TOOL).toolCallId(id).build()));
    }

    private ContextRequest request() {
        String question = texts.get(random.nextInt(texts.size()));
        ContextRequest.Builder request = ContextRequest.builder(question, 20 + random.nextInt(3_000))
                .format(pick(ContextFormat.values()))
                .order(pick(ContextOrder.values()))
                .messages(random.nextBoolean())
                .gated(random.nextBoolean())
                .memoriesLast(random.nextBoolean());
        ContextSection section = pick(ContextSection.values());
        return request.share(section, random.nextDouble()).build();
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static void check(Context context, ContextRequest request, TokenCounter counter) {
        assertTrue(context.tokens() <= request.tokens(), request::toString);
        assertTrue(counter.count(context.text()) <= request.tokens(), request::toString);
        assertPairs(context.window());
        Set<Object> seen = new HashSet<>();
        for (ContextLine line : context.lines()) {
            Memory memory = line.memory();
            assertTrue(memory == null || seen.add(memory.id()), () -> "twice: " + line);
            if (line.number() > 0 && memory != null) {
                assertEquals(memory.id(), context.cited(line.number()).orElseThrow());
                String label = request.format() == ContextFormat.XML
                        ? "<item id=\"" + line.number() + "\""
                        : "[" + line.number() + "]";
                assertTrue(context.text().contains(label), () -> label + " is not in " + context.text());
            }
        }
    }

    private static void assertPairs(List<Memory> window) {
        List<String> open = new ArrayList<>();
        for (Memory message : window) {
            List<String> ids = message.observation().toolCallIds();
            if (message.role() == Role.TOOL) {
                assertTrue(open.removeAll(ids), () -> "a result without its call: " + message);
            } else {
                open.addAll(ids);
            }
        }
        assertEquals(List.of(), open);
    }
}
