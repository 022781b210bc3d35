package dev.memcore.spring.ai;

import static dev.memcore.spring.ai.SampleMessages.answer;
import static dev.memcore.spring.ai.SampleMessages.calls;
import static dev.memcore.spring.ai.SampleMessages.contents;
import static dev.memcore.spring.ai.SampleMessages.results;
import static dev.memcore.spring.ai.SampleMessages.system;
import static dev.memcore.spring.ai.SampleMessages.user;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.memory.ChatMemoryRepository;
import org.springframework.ai.chat.memory.InMemoryChatMemoryRepository;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.chat.messages.Message;

/** Drives the adapters and Spring AI's own classes with the same calls. */
final class SideBySideTest {
    /** One call: a conversation, and a group of messages to add; no messages means to clear it. */
    record Call(String chat, List<Message> messages) {}

    @Provide
    Arbitrary<List<Call>> dialogues() {
        Arbitrary<List<Message>> groups = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of("Okay.", "Tea?", "No.").map(text -> List.<Message>of(user(text)))),
                Tuple.of(4, Arbitraries.of("Okay.", "Yes.").map(text -> List.<Message>of(answer(text)))),
                Tuple.of(2, Arbitraries.of("Be brief.", "Be kind.").map(text -> List.<Message>of(system(text)))),
                Tuple.of(
                        3,
                        Arbitraries.of("1", "2")
                                .map(id -> List.<Message>of(
                                        user("Weather?"),
                                        calls(id, id + "b"),
                                        results(id, id + "b"),
                                        answer("Sunny.")))),
                Tuple.of(1, Arbitraries.just(List.<Message>of())));
        return Combinators.combine(Arbitraries.of("one", "two"), groups)
                .as(Call::new)
                .list()
                .ofMaxSize(25);
    }

    private static void run(ChatMemory memory, Call call) {
        if (call.messages().isEmpty()) {
            memory.clear(call.chat());
        } else {
            memory.add(call.chat(), call.messages());
        }
    }

    private static ChatMemory window(ChatMemoryRepository repository, int most) {
        return MessageWindowChatMemory.builder()
                .chatMemoryRepository(repository)
                .maxMessages(most)
                .build();
    }

    /** The repository below Spring AI's window, with no eviction: it holds exactly what the reference holds. */
    @Property(tries = 15)
    void theRepositoryHoldsWhatTheReferenceHolds(@ForAll("dialogues") List<Call> calls) {
        try (MemoryManager manager = Memcore.builder().withoutEmbedder().build()) {
            ChatMemoryRepository repository = MemcoreChatMemoryRepository.in(manager.space(Scope.of("acme", "alice")));
            ChatMemoryRepository reference = new InMemoryChatMemoryRepository();
            for (Call call : calls) {
                run(window(repository, 1_000), call);
                run(window(reference, 1_000), call);
                assertEquals(
                        contents(reference.findByConversationId(call.chat())),
                        contents(repository.findByConversationId(call.chat())));
            }
            assertEquals(Set.copyOf(reference.findConversationIds()), Set.copyOf(repository.findConversationIds()));
        }
    }

    /** With eviction: the window ends with what was added last, and the log keeps what was evicted. */
    @Property(tries = 15)
    void aSmallWindowLosesNothing(@ForAll @Size(max = 12) List<Boolean> kinds) {
        try (MemoryManager manager = Memcore.builder().withoutEmbedder().build()) {
            MemorySpace space = manager.space(Scope.of("acme", "alice"));
            ChatMemory memory = window(MemcoreChatMemoryRepository.in(space), 5);
            int added = 0;
            for (int i = 0; i < kinds.size(); i++) {
                List<Message> turn = kinds.get(i)
                        ? List.of(
                                user("Weather " + i + "?"),
                                calls("a" + i, "b" + i),
                                results("a" + i, "b" + i),
                                answer("Sunny " + i))
                        : List.of(user("Tea " + i + "?"), answer("Yes " + i));
                memory.add("chat", turn);
                added += turn.size();
                List<Object> kept = contents(memory.get("chat"));
                List<Object> tail = contents(turn);
                assertEquals(tail, kept.subList(kept.size() - tail.size(), kept.size()));
                assertTrue(kept.size() <= 5, () -> "the window has " + kept.size() + " messages");
                assertEquals(added, space.session("chat").transcript().size());
            }
        }
    }

    /** Our chat memory with a large budget: all messages, with the latest system message first. */
    @Property(tries = 15)
    void theChatMemoryHoldsWhatWasAdded(@ForAll("dialogues") List<Call> calls) {
        try (MemoryManager manager = Memcore.builder().withoutEmbedder().build()) {
            ChatMemory memory = MemcoreChatMemory.in(manager.space(Scope.of("acme", "alice")))
                    .withTokens(1_000_000);
            ChatMemory reference = window(new InMemoryChatMemoryRepository(), 1_000);
            for (Call call : calls) {
                run(memory, call);
                run(reference, call);
                assertEquals(systemFirst(reference.get(call.chat())), contents(memory.get(call.chat())));
            }
        }
    }

    private static List<Object> systemFirst(List<Message> messages) {
        List<Message> ordered = new ArrayList<>();
        messages.stream()
                .filter(SideBySideTest::isSystem)
                .reduce((first, second) -> second)
                .ifPresent(ordered::add);
        messages.stream().filter(message -> !isSystem(message)).forEach(ordered::add);
        return contents(ordered);
    }

    private static boolean isSystem(Message message) {
        return message.getMessageType().name().equals("SYSTEM");
    }
}
