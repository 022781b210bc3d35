package dev.memcore.adapter.chat;

import static dev.memcore.adapter.chat.Line.answer;
import static dev.memcore.adapter.chat.Line.call;
import static dev.memcore.adapter.chat.Line.instruction;
import static dev.memcore.adapter.chat.Line.result;
import static dev.memcore.adapter.chat.Line.said;
import static dev.memcore.adapter.chat.Line.user;
import static dev.memcore.adapter.chat.Line.users;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.memcore.Memcore;
import dev.memcore.api.AttributeValue;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Scope;
import dev.memcore.api.Tier;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.operation.Erasure;
import dev.memcore.api.report.ErasureReceipt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked // a null fails the test
final class ChatWindowsTest {
    private static final String CHAT = "chat";
    private static final Scope ALICE = Scope.of("acme", "alice");

    private final ChatWindows<Line> windows = ChatWindows.of(Lines.TRANSLATION);

    @TempDir
    private Path directory;

    private MemoryManager manager;
    private MemorySpace alice;

    @BeforeEach
    void open() {
        manager = Memcore.builder().directory(directory).withoutEmbedder().build();
        alice = manager.space(ALICE);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private List<Line> read() {
        return windows.read(alice, CHAT);
    }

    private void replace(List<Line> lines) {
        windows.replace(alice, CHAT, lines);
    }

    private List<Memory> kept() {
        return alice.list(MemoryFilter.builder().session(CHAT).build().everywhere(), null, 1_000)
                .memories();
    }

    private Memory holder() {
        return alice.list(MemoryFilter.builder().tier(Tier.ARCHIVE).build(), null, 10).memories().stream()
                .filter(WindowHolder::is)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theListComesBackAlsoAfterARestart() {
        List<Line> given = List.of(
                instruction("be brief"), user("weather?"), call("a", "b"), result("a"), result("b"), answer("sunny"));
        replace(given);
        assertEquals(said(given), said(read()));
        close();
        open();
        assertEquals(said(given), said(read()));
        assertEquals(said(given), said(windows.readWholeExchanges(alice, CHAT)));
        assertEquals(6, kept().size());
    }

    @Test
    void whatIsStoredHasTheNamesOfTheAdapter() {
        replace(users("a"));
        Memory message = kept().getFirst();
        assertEquals(new AttributeValue.Text(CHAT), message.attributes().get("line.chat"));
        assertTrue(String.valueOf(message.observation().idempotencyKey()).startsWith("lines:message:"));
        assertEquals("lines", holder().cause().actor());
        assertTrue(String.valueOf(holder().observation().idempotencyKey()).startsWith("lines:window:"));
    }

    @Test
    void aReadOfAnUnknownChatWritesNothing() {
        assertEquals(List.of(), read());
        windows.delete(alice, CHAT, null);
        assertEquals(0, manager.stats().lastSequence());
    }

    @Test
    void theSameListAgainWritesNothing() {
        replace(List.of(user("OK"), user("OK"), call("a"), result("a")));
        long written = manager.stats().lastSequence();
        replace(List.of(user("OK"), user("ok"), call("a"), result("a")));
        replace(read());
        assertEquals(written, manager.stats().lastSequence());
    }

    @Test
    void anEmptyListIsAChat() {
        replace(List.of());
        assertEquals(List.of(CHAT), windows.sessions(alice).toList());
        assertEquals(List.of(), read());
    }

    @Test
    void messagesThatLeaveTheWindowAreKeptAndInstructionsAreNoLongerPinned() {
        replace(List.of(instruction("one"), user("a"), user("b")));
        replace(List.of(instruction("two"), user("b"), user("c")));
        assertEquals(
                List.of("one", "a", "b", "two", "c"),
                kept().stream().map(Memory::text).toList());
        assertEquals(
                Set.of("two"),
                kept().stream().filter(Memory::pinned).map(Memory::text).collect(Collectors.toSet()));
    }

    @Test
    void onlyWholeExchangesAreShownWhereThatIsAsked() {
        List<Line> torn = List.of(result("z"), call("a"), user("b"), call("c"));
        replace(torn);
        assertEquals(said(torn), said(read()), "a copy");
        assertEquals(said(List.of(user("b"), call("c"))), said(windows.readWholeExchanges(alice, CHAT)));
        assertEquals(2, windows.shown(alice, CHAT).size());
    }

    @Test
    void whatAHostErasesLeavesTheWindowWithItsExchange() {
        replace(List.of(user("q"), call("a", "b"), result("a"), result("b"), answer("x")));
        alice.erase(Erasure.of(kept().get(3).id()));
        assertEquals(said(List.of(user("q"), answer("x"))), said(read()));
        List<Line> more = read();
        more.add(user("y"));
        replace(more);
        assertEquals(said(List.of(user("q"), answer("x"), user("y"))), said(read()));
    }

    @Test
    void aForgottenChatIsGoneAndCanBeginAgain() {
        replace(users("a", "b"));
        replace(users("b"));
        windows.replace(alice, "other", users("a"));
        windows.delete(alice, CHAT, null);
        assertEquals(List.of(), kept());
        assertEquals(List.of("other"), windows.sessions(alice).toList());
        replace(users("a"));
        assertEquals(said(users("a")), said(read()));
        assertEquals(1, kept().size());
    }

    @Test
    void anErasedChatLeavesAReceipt() {
        List<ErasureReceipt> receipts = new ArrayList<>();
        replace(users("a", "b"));
        replace(users("b"));
        windows.delete(alice, CHAT, receipts::add);
        assertTrue(alice.verify(receipts.getFirst()).ok());
        assertEquals(List.of(), kept());
        assertEquals(List.of(), windows.sessions(alice).toList());
    }

    @Test
    void chatsOfOtherScopesAreOtherChats() {
        MemorySpace shared = manager.space(Scope.of("acme"));
        windows.replace(shared, CHAT, users("shared"));
        replace(users("mine"));
        assertEquals(said(users("mine")), said(read()));
        assertEquals(List.of(CHAT), windows.sessions(alice).toList());
        windows.delete(alice, CHAT, null);
        assertEquals(said(users("shared")), said(windows.read(shared, CHAT)));
    }

    @Test
    void aWindowThatOthersWroteToSaysSo() {
        replace(users("a"));
        alice.revise(holder().id(), "not a list of ids");
        assertEquals(ErrorCode.CONFLICT, error(this::read));
        alice.forget(holder().id());
        replace(users("b"));
        assertEquals(said(users("b")), said(read()));
    }

    @Test
    void badInputSaysWhatIsWrongAndChangesNothing() {
        replace(users("a"));
        for (Runnable call : List.<Runnable>of(
                () -> windows.read(null, CHAT),
                () -> windows.read(alice, null),
                () -> windows.read(alice, " "),
                () -> replace(null),
                () -> replace(Arrays.asList(user("b"), null)),
                () -> windows.delete(alice, "a\nb", null),
                () -> ChatWindows.of(null))) {
            assertEquals(ErrorCode.INVALID_ARGUMENT, error(call));
        }
        assertEquals(ErrorCode.LIMIT_EXCEEDED, error(() -> windows.read(alice, "x".repeat(257))));
        assertEquals(ErrorCode.LIMIT_EXCEEDED, error(() -> replace(List.of(user("b"), user("x".repeat(1_000_001))))));
        assertEquals(said(users("a")), said(read()));
        assertEquals(1, kept().size());
    }

    private static ErrorCode error(Runnable action) {
        return assertThrows(MemoryException.class, action::run).code();
    }
}
