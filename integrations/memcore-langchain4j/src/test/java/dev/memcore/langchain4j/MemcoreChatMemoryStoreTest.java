package dev.memcore.langchain4j;

import static dev.memcore.langchain4j.Messages.ai;
import static dev.memcore.langchain4j.Messages.call;
import static dev.memcore.langchain4j.Messages.result;
import static dev.memcore.langchain4j.Messages.system;
import static dev.memcore.langchain4j.Messages.user;
import static dev.memcore.langchain4j.Messages.users;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.memory.chat.TokenWindowChatMemory;
import dev.langchain4j.model.TokenCountEstimator;
import dev.memcore.Memcore;
import dev.memcore.api.Kind;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemoryQuery;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.report.ErasureReceipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MemcoreChatMemoryStoreTest {
    private static final Scope ALICE = Scope.of("acme", "alice");
    private static final String CHAT = "monday";

    @TempDir
    private Path directory;

    private MemoryManager manager;
    private MemcoreChatMemoryStore store;

    @BeforeEach
    void open() {
        manager = Memcore.open(directory.resolve("store"));
        store = MemcoreChatMemoryStore.in(manager.space(ALICE));
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private void reopen() {
        close();
        open();
    }

    /** Goes on with a copy of the log as it is now, as if the process had been killed; the index is made anew. */
    private void kill() throws IOException {
        Path from = directory.resolve("store");
        Path to = Files.createDirectory(directory.resolve("killed"));
        for (Path part : partsWithoutIndex(from)) {
            try (Stream<Path> files = Files.walk(part)) {
                for (Path file : files.toList()) {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                }
            }
        }
        close();
        manager = Memcore.open(to);
        store = MemcoreChatMemoryStore.in(manager.space(ALICE));
    }

    /** The index is never walked: a thread writes it meanwhile, and its files come and go. */
    private static List<Path> partsWithoutIndex(Path store) throws IOException {
        try (Stream<Path> parts = Files.list(store)) {
            return parts.filter(part -> !part.endsWith("index")).toList();
        }
    }

    private MessageWindowChatMemory window(int messages) {
        return MessageWindowChatMemory.builder()
                .id(CHAT)
                .maxMessages(messages)
                .chatMemoryStore(store)
                .build();
    }

    private List<String> recalled(String question) {
        return manager.space(ALICE).recall(MemoryQuery.of(question).withLimit(50)).memories().stream()
                .map(Memory::text)
                .toList();
    }

    private List<String> kept() {
        return manager
                .space(ALICE)
                .list(MemoryFilter.builder().session(CHAT).build().everywhere(), null, 1_000)
                .memories()
                .stream()
                .map(Memory::text)
                .toList();
    }

    @Test
    void aChatThatNobodyKnowsIsEmpty() {
        assertEquals(List.of(), store.getMessages(CHAT));
        assertEquals(0, manager.stats().lastSequence(), "reading writes nothing");
    }

    @Test
    void theListComesBackAsACopy() {
        List<ChatMessage> given =
                List.of(system("be brief"), user("weather?"), call("a", "b"), result("a"), result("b"), ai("sunny"));

        store.updateMessages(CHAT, given);

        assertEquals(given, store.getMessages(CHAT));
        store.getMessages(CHAT).clear();
        assertEquals(given, store.getMessages(CHAT));
    }

    @Test
    void theSameListAgainWritesNothing() {
        List<ChatMessage> given = List.of(
                user("ok"),
                user("ok"),
                call("a"),
                result("a"),
                UserMessage.builder()
                        .addContent(TextContent.from("numbers"))
                        .attributes(Map.of("long", 5L))
                        .build());
        store.updateMessages(CHAT, given);
        long written = manager.stats().lastSequence();

        store.updateMessages(CHAT, given);
        store.getMessages(CHAT);
        store.updateMessages(CHAT, given);

        assertEquals(written, manager.stats().lastSequence());
        assertEquals(5, kept().size());
    }

    @Test
    void whatAWindowEvictsIsKeptAndRecalled() {
        ChatMemory memory = window(4);
        memory.add(user("I moved from Paris to Lisbon last spring."));
        for (int i = 0; i < 20; i++) {
            memory.add(user("Tell me joke number " + i));
        }

        assertEquals(
                users(
                        "Tell me joke number 16",
                        "Tell me joke number 17",
                        "Tell me joke number 18",
                        "Tell me joke number 19"),
                memory.messages());
        assertEquals(21, kept().size());
        assertEquals(
                "I moved from Paris to Lisbon last spring.",
                recalled("Where did the user move?").getFirst());
        reopen();
        assertEquals(
                "I moved from Paris to Lisbon last spring.",
                recalled("Where did the user move?").getFirst());
    }

    @Test
    void aTokenWindowDoesTheSame() {
        ChatMemory memory = TokenWindowChatMemory.builder()
                .id(CHAT)
                .maxTokens(10, new OneTokenAWord())
                .chatMemoryStore(store)
                .build();
        memory.add(system("be brief"));
        for (String text : List.of("one two three", "four five six", "seven eight nine")) {
            memory.add(user(text));
        }

        assertEquals(List.of(system("be brief"), user("four five six"), user("seven eight nine")), memory.messages());
        assertEquals(List.of("be brief", "one two three", "four five six", "seven eight nine"), kept());
    }

    @Test
    void toolExchangesLeaveAWindowWholeAndStayInMemoryWhole() {
        ChatMemory memory = window(4);
        List<ChatMessage> all =
                List.of(user("weather?"), call("a", "b"), result("a"), result("b"), ai("sunny"), user("thanks"));
        all.forEach(memory::add);

        assertEquals(List.of(ai("sunny"), user("thanks")), memory.messages());
        List<Memory> turns = manager.space(ALICE).session(CHAT).window(1_000);
        assertEquals(all, turns.stream().map(MessageCodec::decode).toList());
    }

    @Test
    void aSystemMessageIsReplacedAndNotRecalled() {
        ChatMemory memory = MessageWindowChatMemory.builder()
                .id(CHAT)
                .maxMessages(3)
                .alwaysKeepSystemMessageFirst(true)
                .chatMemoryStore(store)
                .build();
        memory.add(system("Today is Monday."));
        memory.add(user("What day is it?"));
        memory.add(system("Today is Tuesday."));
        memory.add(ai("Tuesday."));
        memory.add(user("Thanks"));

        assertEquals(List.of(system("Today is Tuesday."), ai("Tuesday."), user("Thanks")), memory.messages());
        assertFalse(recalled("What day is today?").stream().anyMatch(text -> text.startsWith("Today is")));
        assertEquals(
                List.of("Today is Monday.", "Today is Tuesday."),
                manager
                        .space(ALICE)
                        .list(
                                MemoryFilter.builder()
                                        .tier(Tier.ARCHIVE)
                                        .kind(Kind.of("instruction"))
                                        .build(),
                                null,
                                10)
                        .memories()
                        .stream()
                        .map(Memory::text)
                        .toList());
    }

    @Test
    void onlyInstructionsInTheWindowArePinned() {
        store.updateMessages(CHAT, List.of(system("one"), user("hi")));
        store.updateMessages(CHAT, List.of(user("hi"), system("two")));

        List<Memory> instructions = manager.space(ALICE)
                .list(
                        MemoryFilter.builder()
                                .tier(Tier.ARCHIVE)
                                .kind(Kind.of("instruction"))
                                .build(),
                        null,
                        10)
                .memories();
        assertEquals(
                List.of(false, true), instructions.stream().map(Memory::pinned).toList());
    }

    @Test
    void anyListCanBeSet() {
        store.updateMessages(CHAT, users("a", "b", "c", "d"));
        List<ChatMessage> summary = List.of(user("d"), system("summary of a and b"), user("c"), user("d"), user("d"));

        window(10).set(summary);

        assertEquals(summary, store.getMessages(CHAT));
        assertEquals(
                List.of("a", "b", "c", "d", "summary of a and b", "d", "d").stream()
                        .sorted()
                        .toList(),
                kept().stream().sorted().toList());
        store.updateMessages(CHAT, List.of());
        assertEquals(List.of(), store.getMessages(CHAT));
        assertEquals(7, kept().size());
    }

    @Test
    void messagesKeepTheirIdentityFromTheEndOfTheWindow() {
        store.updateMessages(CHAT, users("ok", "hm", "ok"));
        List<Memory> before = manager.space(ALICE).session(CHAT).window(1_000);

        store.updateMessages(CHAT, users("ok", "new"));

        assertEquals(4, kept().size());
        manager.space(ALICE).erase(Erasure.of(before.getFirst().id()));
        assertEquals(users("ok", "new"), store.getMessages(CHAT), "the first ok had left the window");
    }

    @Test
    void everythingSurvivesClosingAndKilling() throws IOException {
        List<ChatMessage> given = List.of(system("s"), user("weather?"), call("a"), result("a"), ai("sunny"));
        store.updateMessages(CHAT, given);
        reopen();
        assertEquals(given, store.getMessages(CHAT));
        window(10).add(user("thanks"));
        kill();
        assertEquals(Stream.concat(given.stream(), Stream.of(user("thanks"))).toList(), store.getMessages(CHAT));
        assertTrue(manager.check().ok());
    }

    @Test
    void deletedMessagesAreForgottenWithWhatWasDerivedFromThem() {
        ChatMemory memory = window(2);
        users("I like figs", "I hate figs", "No, I like them").forEach(memory::add);
        MemorySpace alice = manager.space(ALICE);
        Memory first = alice.session(CHAT).window(1_000).getFirst();
        alice.remember(Observation.builder("The user likes figs")
                .derivedFrom(first.id())
                .build());
        alice.session(CHAT).add(Role.USER, "figs that the host added itself");
        store.updateMessages("tuesday", users("other figs"));

        memory.clear();

        assertEquals(List.of(), memory.messages());
        assertEquals(
                List.of("figs that the host added itself", "other figs"),
                recalled("figs").stream().sorted().toList());
        assertEquals("I like figs", alice.history(first.id()).getFirst().text());
        memory.clear();
        memory.add(user("I like figs"));
        assertEquals(users("I like figs"), memory.messages());
        reopen();
        assertEquals(users("I like figs"), store.getMessages(CHAT));
        assertEquals(users("other figs"), store.getMessages("tuesday"));
    }

    @Test
    void erasedMessagesLeaveAllFiles() throws IOException {
        List<ErasureReceipt> receipts = new ArrayList<>();
        store = store.erasing(receipts::add);
        ChatMemory memory = window(2);
        memory.add(call("zanzibar"));
        memory.add(result("zanzibar"));
        memory.add(user("zanzibar"));
        store.updateMessages("tuesday", users("something else"));
        assertTrue(isInAFile("zanzibar"));

        memory.clear();

        assertTrue(manager.space(ALICE).verify(receipts.getFirst()).ok());
        assertEquals(List.of(), memory.messages());
        assertEquals(users("something else"), store.getMessages("tuesday"));
        manager.awaitIndexed();
        assertFalse(isInAFile("zanzibar"));
        memory.clear();
        memory.add(user("again"));
        assertEquals(users("again"), memory.messages());
    }

    private boolean isInAFile(String word) throws IOException {
        return files().stream().anyMatch(file -> file.contains(word));
    }

    /** What the files hold at one moment: when the index has just let go of one, there is another moment to look at them. */
    private List<String> files() throws IOException {
        Optional<List<String>> files = Optional.empty();
        while (files.isEmpty()) {
            files = filesAtOneMoment();
        }
        return files.get();
    }

    private Optional<List<String>> filesAtOneMoment() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
            return Optional.of(texts);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Test
    void whatOthersEraseLeavesTheWindowWithItsExchange() {
        store.updateMessages(
                CHAT, List.of(user("weather?"), call("a", "b"), result("a"), result("b"), ai("sunny"), user("x")));
        MemorySpace alice = manager.space(ALICE);
        Memory secondResult = alice.session(CHAT).window(1_000).get(3);

        alice.erase(Erasure.of(secondResult.id()));

        ChatMemory memory = window(10);
        assertEquals(List.of(user("weather?"), ai("sunny"), user("x")), memory.messages());
        memory.add(user("y"));
        assertEquals(List.of(user("weather?"), ai("sunny"), user("x"), user("y")), memory.messages());
    }

    @Test
    void aResultIsNeverShownWithoutItsCall() {
        store.updateMessages(CHAT, List.of(user("weather?"), call("a"), result("a"), ai("sunny")));
        MemorySpace alice = manager.space(ALICE);

        alice.forget(alice.session(CHAT).window(1_000).get(1).id());

        assertEquals(List.of(user("weather?"), ai("sunny")), store.getMessages(CHAT));
    }

    @Test
    void chatsAreApartByIdAndByScope() {
        MemcoreChatMemoryStore shared = MemcoreChatMemoryStore.in(manager.space(Scope.of("acme")));
        UUID uuid = new UUID(1, 2);
        List<Object> ids = List.of("7", 7, 7L, "#int:7", "##int:7", uuid, uuid.toString(), "#uuid:" + uuid);
        for (int i = 0; i < ids.size(); i++) {
            store.updateMessages(ids.get(i), users("alice's " + i));
            shared.updateMessages(ids.get(i), users("shared " + i));
        }
        for (int i = 0; i < ids.size(); i++) {
            assertEquals(users("alice's " + i), store.getMessages(ids.get(i)));
            assertEquals(users("shared " + i), shared.getMessages(ids.get(i)));
        }
        store.deleteMessages("7");
        assertEquals(users("shared 0"), shared.getMessages("7"));
    }

    @Test
    void aHostSaysWhereAChatIsKept() {
        record ChatId(String user, int number) {}
        MemcoreChatMemoryStore everybody = MemcoreChatMemoryStore.of(memoryId -> {
            ChatId id = (ChatId) memoryId;
            return new Conversation(manager.space(Scope.of("acme", id.user())), "chat " + id.number());
        });

        everybody.updateMessages(new ChatId("alice", 1), users("I like figs"));
        everybody.updateMessages(new ChatId("bob", 1), users("I like kale"));

        assertEquals(users("I like figs"), everybody.getMessages(new ChatId("alice", 1)));
        assertEquals(List.of("I like figs"), recalled("What do I like?"));
    }

    @Test
    @SuppressWarnings("NullAway")
    void badInputSaysWhatIsWrongAndChangesNothing() {
        store.updateMessages(CHAT, users("a"));
        List<ChatMessage> withNull = new ArrayList<>(users("b"));
        withNull.add(null);

        assertEquals(ErrorCode.INVALID_ARGUMENT, error(() -> store.getMessages(null)));
        assertEquals(ErrorCode.INVALID_ARGUMENT, error(() -> store.getMessages(" ")));
        assertEquals(ErrorCode.INVALID_ARGUMENT, error(() -> store.getMessages(new Object())));
        assertEquals(ErrorCode.LIMIT_EXCEEDED, error(() -> store.getMessages("x".repeat(257))));
        assertEquals(ErrorCode.INVALID_ARGUMENT, error(() -> store.updateMessages(CHAT, null)));
        assertEquals(ErrorCode.INVALID_ARGUMENT, error(() -> store.updateMessages(CHAT, withNull)));
        assertEquals(ErrorCode.INVALID_ARGUMENT, error(() -> store.deleteMessages(null)));
        assertEquals(
                ErrorCode.LIMIT_EXCEEDED,
                error(() -> store.updateMessages(CHAT, List.of(user("b"), user("x".repeat(1_000_001))))));
        assertEquals(users("a"), store.getMessages(CHAT));
        assertEquals(List.of("a"), kept());
    }

    @Test
    void aWindowThatOthersWroteToSaysSo() {
        store.updateMessages(CHAT, users("a"));
        MemorySpace alice = manager.space(ALICE);
        Memory holder = alice.list(MemoryFilter.builder().tier(Tier.ARCHIVE).build(), null, 10)
                .memories()
                .getFirst();

        alice.revise(holder.id(), "not a list of ids");
        assertEquals(ErrorCode.CONFLICT, error(() -> store.getMessages(CHAT)));

        alice.forget(holder.id());
        assertEquals(List.of(), store.getMessages(CHAT));
        store.updateMessages(CHAT, users("b"));
        assertEquals(users("b"), store.getMessages(CHAT));
    }

    @Test
    void theWindowItselfIsNeitherRecalledNorPartOfTheSession() {
        store.updateMessages(CHAT, users("a", "b"));

        assertEquals(
                2,
                manager.space(ALICE)
                        .list(MemoryFilter.any(), null, 10)
                        .memories()
                        .size());
        assertEquals(2, manager.space(ALICE).session(CHAT).window(1_000).size());
        assertEquals(2, recalled("chat window empty").size());
        assertTrue(manager.space(ALICE).list(MemoryFilter.any(), null, 10).memories().stream()
                .allMatch(memory -> memory.kind().equals(Kind.TURN)));
    }

    private static ErrorCode error(Runnable action) {
        return assertThrows(MemoryException.class, action::run).code();
    }

    /** A fake count: a token for each word. */
    private static final class OneTokenAWord implements TokenCountEstimator {
        @Override
        public int estimateTokenCountInText(String text) {
            return text.split(" ").length;
        }

        @Override
        public int estimateTokenCountInMessage(ChatMessage message) {
            return estimateTokenCountInText(MessageText.of(message));
        }

        @Override
        public int estimateTokenCountInMessages(Iterable<ChatMessage> messages) {
            int sum = 0;
            for (ChatMessage message : messages) {
                sum += estimateTokenCountInMessage(message);
            }
            return sum;
        }
    }
}
