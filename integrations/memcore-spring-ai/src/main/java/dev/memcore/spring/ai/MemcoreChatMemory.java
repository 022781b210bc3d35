package dev.memcore.spring.ai;

import dev.memcore.adapter.ExactScope;
import dev.memcore.adapter.chat.ChatWindows;
import dev.memcore.adapter.chat.MessageTranslation;
import dev.memcore.api.Memory;
import dev.memcore.api.MemoryManager;
import dev.memcore.api.MemorySpace;
import dev.memcore.api.Observation;
import dev.memcore.api.Role;
import dev.memcore.api.Tier;
import dev.memcore.api.check.Arguments;
import dev.memcore.api.error.ErrorCode;
import dev.memcore.api.error.MemoryException;
import dev.memcore.api.filter.MemoryFilter;
import dev.memcore.api.report.ErasureReceipt;
import dev.memcore.spring.ai.message.SpringMessageCodec;
import dev.memcore.spring.ai.message.SpringMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;

/**
 * A chat memory over sessions of memcore. {@code add} appends messages; nothing is read, compared or replaced. {@code
 * get} returns the latest messages that fit into a budget of tokens.
 *
 * <ul>
 *   <li><b>Content.</b> As in {@link MemcoreChatMemoryRepository}. All messages of one {@code add} are stored in one
 *       commit.
 *   <li><b>Window.</b> {@code get} returns the {@linkplain dev.memcore.api.SessionMemory#window window} of the session:
 *       a tool call is never separated from its results. The latest system message comes first, even if the budget has
 *       no room for it; earlier ones are not returned. Messages that do not fit stay in memory and can be recalled.
 *   <li><b>Threads.</b> Safe for use by several threads. Messages that several threads add to one conversation are all
 *       stored, in one order for all readers.
 *   <li><b>Clear.</b> {@code clear} forgets all messages of the conversation. With {@link #erasing} they are erased
 *       instead.
 *   <li><b>Errors.</b> As in {@link MemcoreChatMemoryRepository}.
 * </ul>
 */
public final class MemcoreChatMemory implements ChatMemory {
    /** The budget of {@code get} in tokens, if no other is set: {@value}. */
    public static final int DEFAULT_TOKENS = 4_000;

    private final Function<String, ChatConversation> conversations;
    private final int tokens;
    private final @Nullable Consumer<ErasureReceipt> receipts;

    private MemcoreChatMemory(
            Function<String, ChatConversation> conversations, int tokens, @Nullable Consumer<ErasureReceipt> receipts) {
        this.conversations = conversations;
        this.tokens = tokens;
        this.receipts = receipts;
    }

    /**
     * Returns a chat memory whose conversations are sessions of one space: the conversation id is the name of the
     * session. Every caller who knows an id can see its messages. Use {@link #ofTenant} for conversations of several
     * users.
     */
    public static MemcoreChatMemory in(MemorySpace space) {
        return of(ChatConversation.in(space));
    }

    /** Returns a chat memory whose conversation ids are {@linkplain ConversationId ids} of one tenant. */
    public static MemcoreChatMemory ofTenant(MemoryManager manager, String tenant) {
        return of(ChatConversation.ofTenant(manager, tenant));
    }

    /**
     * Returns a chat memory that uses a function from conversation ids to conversations.
     *
     * @param conversations must return different conversations for different ids, and must throw if an id has no
     *     conversation; called by any thread
     */
    public static MemcoreChatMemory of(Function<String, ChatConversation> conversations) {
        return new MemcoreChatMemory(Arguments.present(conversations, "conversations"), DEFAULT_TOKENS, null);
    }

    /** Returns this chat memory with another budget in tokens of the store's counter, 1 or more. */
    public MemcoreChatMemory withTokens(int tokens) {
        return new MemcoreChatMemory(conversations, Arguments.positive(tokens, "tokens"), receipts);
    }

    /**
     * Returns this chat memory, except that {@code clear} erases: the contents are removed from all files before it
     * returns.
     *
     * @param receipts receives the receipt of every erasure
     */
    public MemcoreChatMemory erasing(Consumer<ErasureReceipt> receipts) {
        return new MemcoreChatMemory(conversations, tokens, Arguments.present(receipts, "receipts"));
    }

    @Override
    public void add(String conversationId, List<Message> messages) {
        ChatConversation chat = conversation(conversationId);
        List<Observation> observations = new ArrayList<>();
        for (Message message : Arguments.present(messages, "messages")) {
            Arguments.present(message, "message");
            if (!(message instanceof SystemMessage) || !isLatest(message, chat)) {
                observations.add(SpringMessageCodec.encode(message, chat.session()));
            }
        }
        if (!observations.isEmpty()) {
            chat.memory().addAll(observations);
        }
    }

    @Override
    public List<Message> get(String conversationId) {
        ChatConversation chat = conversation(conversationId);
        List<Message> messages = new ArrayList<>();
        instructions(chat).ifPresent(latest -> messages.add(decoded(latest)));
        window(chat).forEach(memory -> messages.add(decoded(memory)));
        return messages;
    }

    @Override
    public void clear(String conversationId) {
        ChatConversation chat = conversation(conversationId);
        ChatWindows.of(SpringMessages.TRANSLATION).delete(chat.space(), chat.session(), receipts);
    }

    /** Returns the memories that {@code get} returns as messages, without the system message. */
    List<Memory> window(ChatConversation chat) {
        return chat.memory().window(tokens).stream()
                .filter(memory -> memory.role() != Role.SYSTEM)
                .toList();
    }

    /**
     * Returns the conversation of an id.
     *
     * @throws MemoryException {@link ErrorCode#INVALID_ARGUMENT} if it is null or has no conversation
     */
    ChatConversation conversation(@Nullable String conversationId) {
        return Arguments.present(
                conversations.apply(Arguments.present(conversationId, "conversationId")), "the conversation of an id");
    }

    private static Message decoded(Memory memory) {
        return SpringMessageCodec.decode(memory);
    }

    /** Hosts may add the same instructions with every question. */
    private static boolean isLatest(Message message, ChatConversation chat) {
        return instructions(chat)
                .filter(latest ->
                        SpringMessageCodec.content(decoded(latest)).equals(SpringMessageCodec.content(message)))
                .isPresent();
    }

    private static Optional<Memory> instructions(ChatConversation chat) {
        MemoryFilter filter = MemoryFilter.builder()
                .kind(MessageTranslation.INSTRUCTION)
                .tier(Tier.ARCHIVE)
                .attribute(SpringMessages.TRANSLATION.chatAttribute(), chat.session())
                .build();
        return ExactScope.list(chat.space(), filter).stream().reduce((first, second) -> second);
    }
}
